/** A generator of numbers that are the same in every run. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

const frequent =
  `и в не на я что с а как это по но у то за он так из бы да все вы мы ну уже для если еще нет есть или мне меня только когда там
надо тут где можно сейчас сегодня завтра вчера потом спасибо привет пока давай ладно хорошо понял ок окей норм супер точно конечно наверное
the to and a of in is it you that for on with be have are this not but can will at from we so if your my what
договор встреча отчет проект задача заказ клиент счет оплата доставка сервер релиз тест ошибка баг деплой база данные таблица файл фото
видео документ ссылка адрес телефон пароль звонок письмо почта офис дом работа отпуск выходные пятница понедельник утро вечер обед кофе
meeting report invoice deadline release server branch review deploy ticket customer budget update version issue design team call office`
    .split(/\s+/)
    .filter((word) => word !== '');
const endings = ['', '', '', 'а', 'у', 'ом', 'е', 'ы', 'ов', 'ам', 'ами', 'ах'];
const split = (text: string) => text.split(' ');
const russian = {
  starts: split(
    'б в г д ж з к л м н п р с т ф х ц ч ш бл бр вз вл гл гр др зд кл кр мн пл пр св ск сл см сн ст стр тв тр хр шк',
  ),
  vowels: split('а е и о у ы ю я'),
  ends: ['', '', '', ...split('й л м н р с т к в ж ш нт ст рн лк')],
};
const english = {
  starts: split('b c d f g h k l m n p r s t v w bl br cl cr dr fl gr pl pr sh ch st str th tr sp sm'),
  vowels: split('a e i o u ea ou ai ee'),
  ends: ['', '', '', ...split('l m n r s t d ck nd nt st ng rt ss')],
};

/** Rare words: 40,000 that nobody has heard, so that the vocabulary is as wide as that of people. */
export function rareWord(number: number): string {
  const next = random(number + 1);
  const { starts, vowels, ends } = number % 4 === 0 ? english : russian;
  const pick = (some: readonly string[]) => some[Math.floor(next() * some.length)] ?? '';
  let word = '';
  for (let at = 0; at < 2 + (number % 3); at++) word += pick(starts) + pick(vowels) + pick(ends);
  return word;
}

/** A message as people write them in chats: mostly short, some words everywhere, most words seldom. */
export function chatText(next: () => number): string {
  const count = 1 + Math.floor(next() * next() * 16);
  const words: string[] = [];
  for (let at = 0; at < count; at++) {
    const kind = next();
    if (kind < 0.72) {
      // Few words make up most of what is said.
      const word = frequent[Math.floor(next() ** 2.2 * frequent.length)] ?? '';
      words.push(/[а-я]{5}$/.test(word) ? word + (endings[Math.floor(next() * endings.length)] ?? '') : word);
    } else if (kind < 0.96) words.push(rareWord(Math.floor(next() ** 2 * 40_000)));
    else if (kind < 0.985) words.push(String(Math.floor(next() * 100_000)));
    else if (kind < 0.995) words.push(`ABC-${Math.floor(next() * 90_000) + 10_000}`);
    else
      words.push(`https://example.org/${rareWord(Math.floor(next() * 40_000))}/${Math.floor(next() * 1000)}`);
  }
  const text = words.join(' ');
  return next() < 0.5 ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
