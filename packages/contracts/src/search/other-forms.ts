import { stemRussian } from './stem-russian.ts';

const mostForms = 4;

const wordsIn = (text: string): string[] => text.trim().split(/\s+/);

/**
 * Stems that are another everyday word's besides: nothing leads to them, and of the words that have one only those
 * written below lead on (`друг` has the stem of `другой`, and who can't wait, `дождусь`, that of rain).
 */
const foreign = new Set(
  wordsIn(`
    бег брат вед вел верн вес вид виз вод волн волок встреч вылеч голос гор да дам дат даш дожд дом доход друг
    ед жен жестк жесток жив завис завод знак им кач кин код кож краш кров лет леч люб марин мин моч муч несколек
    нич нос образ ос отд пал парк перед повод попа порк порок поход похож прав при провод прод прошл прощ пят
    раздет реж рис род рож рубл сад свеч скин сколек след смоч спал ста стат степ сто столек существ толек
    тон трон ум урк урок хот цел
  `),
);

interface Group {
  words: readonly string[];
  /** Read with a verbal prefix as well. */
  isPrefixed: boolean;
}
const groupsIn = (isPrefixed: boolean, text: string): Group[] =>
  text
    .trim()
    .split(/\s*[,\n]\s*/)
    .map((line) => ({ words: wordsIn(line), isPrefixed }));

/**
 * Words of one lexeme, the more telling forms first, one or two for each stem. With `=`, whatever else has its stem
 * does not lead on (`мат` to `матери`); with `!`, nothing leads to it either (`имя` has the stem of the pronoun).
 */
const groups: readonly Group[] = [
  ...groupsIn(
    false,
    `
    день= дня дней днем дни дню дням днях, время времени, имя! имена! имен! имени=, человек люди людьми
    ребенок ребенка дети= детей= детям= детях= детьми, друг! друга! другу! друзья, мать= матери=, дочь дочери
    сын сыновья, чудо чудеса, хозяин хозяева, цветок цветка цветы= цветов! цветами!, гражданин граждане граждан
    деньги денег, письмо писем=, окно окон, число чисел, кресло кресел, стекло стекол, сотня сотен, кухня кухонь
    деревня деревень, земля земель, капля капель, свадьба свадеб, судьба судеб, сестра сестер, кукла кукол
    яйцо яиц, заяц зайца, песня песен!, спальня спален!, пятно пятен!, ведро ведер, башня башен=, вишня вишен=
    масло масел, бревно бревен=, тюрьма тюрем=, полотно полотен=, свекла свекол, сердце сердец
    лед= льда льду льдом, лоб лба лбу, рот= рта рту, сон= сна сну снов!, лев= льва львы, пес= пса псы псов
    огонь огня, камень камня, корень корня, парень парня=, ремень ремня, уровень уровня, перечень перечня
    ливень ливня, пень= пня пни=, ветер ветра, угол= угла, узел узла, орел орла, осел осла, козел козла
    котел котла, костер костра, шатер шатра, ковер ковра, павел павла, любовь любви, церковь церкви
    ложь= лжи, ухо! ушам уши, печать печати, кровать кровати, память памяти
    десять десяти, девять девяти, двадцать двадцати, тридцать тридцати, автомобиль автомобили=, профиль профили=
    правила! правило! правил! правилам=, готов= готово= готова= готовы=, здоров= здоровый= здорова= здоровы=
    остров! острова=, согласен согласна, должен должна, нужен нужно
    взять= взял взяла возьму возьмет возьмут возьмешь, начать начну начнет начнут начнешь
    понять пойму поймет поймут поймешь, принять приму= примет= примут примешь, занять займу= займет займут
    нанять найму наймет наймут, сесть сел= села= сели= сяду сядет сядут
    лечь! лягу ляжет лег= легла лягут, забыть= забыл= забыла= забыли= забуду забудет забудут забудешь
    идти идет шел шла шли= идут иду! идем! идешь, прийти приду придет пришел пришла= пришли= придут придешь
    жить= живет жил= живу! живут живешь, пить пью пьет пьют пьешь, умереть умер умрет умру умерла
    разобрать разберу разберет разберут, подобрать подберу подберет подберут, отобрать отберу отберет отберут
    успеть успел успею успеет успеют, уметь умеет умел умею! умеют, иметь имеет имел имею! имеют
    платить= плачу=, плакать плачет плачу! плачут плачешь, хотеть хочу хочет хотел хочешь хотят хотим хотите
    заснуть засну заснет заснул, уснуть усну уснет уснул, проснуться проснусь проснется проснулся
    отдохнуть отдохну отдохнет отдохнул, съесть съем= съел съедим съедят, упасть упал упаду упадет упадут
    пропасть пропал пропаду пропадет, попасть попал! попаду попадет попадут, разослать разошлю разошлет
    петь! поет поют пел, вырасти вырос вырасту вырастет, украсть украл украду украдет, ошибиться ошиблась
    `,
  ),
  ...groupsIn(
    true,
    `
    дать дам! дай даст дадут дал= дала= дали= дадим дашь, давать дает даю дают, ставать стает стаю стают
    брать беру берет брал берут берешь, ждать жду ждет ждем ждал ждут ждешь, звать зову зовет зовут звал
    писать пишу пишет пишут пишешь, казать кажу кажет кажут кажешь
    сказать скажу скажет скажут скажешь, искать ищу ищет ищут ищешь
    резать режу режет режут, вязать вяжу вяжет вяжут, прятать прячу прячет прячут, мазать мажу мажет
    мочь= могу= мог= может могла могут можешь можем, йти йду йдет шел шли= шла= йдут йдешь
    ехать едет едут еду едешь едем, стать= стану= станет стал= станут, нять ниму нимет нял нимут
    видеть видел вижу видит видишь видят видим, сидеть сидел сижу сидит, смотреть смотрел смотрю
    лететь летел летит лечу летят, болеть болит! болеет болел болею!, терпеть терпел терплю терпит
    висеть висел висит, обидеть обидел обижу обидит, спать сплю спит спал спят спишь, слать шлет шлют шлю! шлите! шлешь
    бежать бежит бегу бегут, держать держу, лежать лежит, слышать слышу, молчать молчит, кричать кричит
    мыть= моет моют, рвать рвет рвут, врать врет врут, звучать звучит
    нести несет несу несла несут, везти везет везу везла везут, вести= ведет веду вел вела ведут
    класть клал= клала= кладет кладу= кладут, крыть кроет кроют, вернуть верну вернет вернул
    кинуть кину кинет кинул, просить= прошу, ходить= хожу, носить= ношу, водить= вожу=
    возить= вожу, шутить= шучу, тратить= трачу, чистить= чищу, пустить= пущу, бросить= брошу=, будить= бужу=
    ездить= езжу, следить= слежу, садить= сажу=, грузить= гружу
    `,
  ),
];

const prefixes = wordsIn(
  'в во вс вы до за из на о об от ото по под подо пере пред при про раз разо рас с со соз у въ объ отъ подъ съ нена обо',
);

/** Nouns with an ending of their own that the stemmer takes for an inflection where none follows it. */
const cutShort = new Set(
  wordsIn(`
    канал журнал сигнал материал персонал финал вокзал портал терминал филиал оригинал капитал скандал бокал подвал
    интервал идеал ритуал генерал сериал квартал провал кредит визит лимит депозит дефицит аппетит реквизит
    режим максим вадим зажим альбом диплом перелом симптом синдром проблем систем объем прием заем подъем артем
    телеграм инстаграм реклам запах отдых опыт музей андрей сергей алексей матвей юбилей хоккей лицей трофей герой
  `),
);
/** With what other nouns and short participles so cut end; verbs do not. */
const cutShortEnd = /[ая][лн]$|[^аеиоуыэюя]ен$|рыт$/;
const caseEnding = /^(?:[аоуеы]|о[вмй]|а[мх]|ами)$/;

const hasVowel = /[аеиоуыэюя]/;

const members = groups.flatMap(({ words, isPrefixed }) =>
  words.map((word) => ({ words, isPrefixed, text: word.replace(/[=!]$/, ''), isExact: /[=!]$/.test(word) })),
);

function groupForms(word: string, root: string, prefix: string): string[] {
  const isFormOf = (text: string) => !foreign.has(root) && stemRussian(prefix + text) === root;
  return members
    .filter(({ isPrefixed, text }) => text[0] === word[prefix.length] && (isPrefixed || prefix === ''))
    .filter(({ text, isExact }) => word === prefix + text || (!isExact && isFormOf(text)))
    .flatMap(({ words }) => words.filter((text) => !text.endsWith('!')))
    .map((text) => prefix + text.replace('=', ''));
}

/** `сумка`, `сумок`; `палец`, `пальца`; `котенок`, `котята`. */
function fleetingVowelForms(word: string, root: string): string[] {
  // The young: `котенок`, `мышонок`.
  const young = /^(.*[аеиоуыэюя].*)[ео]но?к$/.exec(root)?.[1];
  if (young !== undefined)
    return [...withoutVowel(root), ...withVowel(root), `${young}${/[жшч]$/.test(young) ? 'а' : 'я'}та`];
  const grown = /^(.{2,}?)(?:(?<=[жшч])а|я)та(?:м|ми|х)?$/.exec(word)?.[1];
  if (grown !== undefined) return [/[жшч]$/.test(grown) ? `${grown}онок` : `${grown}енок`];
  // As it ends, it has no vowel to lose: `банк` is not of `банка`.
  return word === root && /[кц]$/.test(word) && !/[ое]к$|ец$/.test(word)
    ? []
    : [...withoutVowel(root), ...withVowel(root)];
}

function withoutVowel(root: string): string[] {
  const [, start = '', vowel, end = ''] = /^(.*)([ое])(к|(?<=е)ц)$/.exec(root) ?? [];
  const before = start.at(-1) ?? '';
  if (vowel === undefined || !hasVowel.test(start.slice(0, hasVowel.test(before) ? undefined : -1)))
    return [];
  if (vowel === 'о') return hasVowel.test(before) ? [] : [`${start}ка`];
  if (hasVowel.test(before)) return [`${start}й${end}а`];
  const isSoft = end === 'к' ? !/[жшчщ]/.test(before) : before === 'л';
  return [`${start}${isSoft ? 'ь' : ''}${end}а`];
}

function withVowel(root: string): string[] {
  const [, start = '', before = '', end] = /^(.*)([^аеиоуыэюя])([кц])$/.exec(root) ?? [];
  if (end === undefined || /[кцъ]/.test(before) || !hasVowel.test(start)) return [];
  // Adjectives: `женский`, `технический`.
  if (/(?:[^аеиоуыэюя]|[еи]че)ск$/.test(root)) return [];
  const hard = start + (/[ьй]/.test(before) ? '' : before);
  if (end === 'ц') return [`${hard}ец`];
  if (/[жшчщ]/.test(before)) return [`${hard}ек`, `${hard}ок`];
  return [/[ьй]/.test(before) ? `${hard}ек` : `${hard}ок`];
}

/** How the stem of a verb on -ить ends in the first person singular. */
const mutations: readonly [RegExp, string][] = [
  [/(?<=[бпвмф])$/, 'лю'],
  [/ст$/, 'щу'],
  [/(?<=[квб]ра|пре|се|щи|вя)т$/, 'щу'],
  [/т$/, 'чу'],
  [/[дз]$/, 'жу'],
  [/с$/, 'шу'],
];

/** And how it ended before. */
const unchanged: Readonly<Record<string, readonly string[]>> = {
  ж: ['д', 'з'],
  ш: ['с'],
  ч: ['т'],
  щ: ['ст', 'т'],
};

/** `ответить`, `отвечу`; `купить`, `куплю`, `куплен`. */
function firstPersonForms(word: string, root: string): string[] {
  if (/(?:ить|ил[аио]?|ит|ишь|им|ите|ят)(?:с[яь])?$/.test(word) && hasVowel.test(root)) {
    const changed = mutations.find(([end]) => end.test(root));
    return changed && !cutShort.has(word) ? [root.replace(...changed)] : [];
  }
  if (foreign.has(root)) return [];
  const labial = /^(.+[бпвмф])л(?:ю(?:сь)?|ен[аоы]?)$/.exec(word)?.[1];
  if (labial !== undefined) return [`${labial}ить`];
  const [, start = '', hushing = ''] = /^(.{3,}?)([жшчщ])(?:у(?:сь)?|ен[аоы]?)$/.exec(word) ?? [];
  // Of short ones too many are others: `крышу`, `кожу`, `тещу`; those of verbs are written above.
  return (unchanged[hushing] ?? [])
    .map((end) => start + end)
    .filter((stem) => stem.length >= 5)
    .map((stem) => `${stem}ить`);
}

/** What ends so may end with these besides. */
const conjugations: readonly [RegExp, readonly string[]][] = [
  [/^(.{4,})[ое]ва(?:ть|л[аио]?)$/, ['ует']],
  [/^(.+[жшчщц])у(?:ю|ешь|ет|ем|ете|ют|йте?)$/, ['евать']],
  // But not `новую`.
  [/^(.+)у(?:(?<!н.)ю|ешь|ет|ем|ете|ют|йте?)$/, ['овать']],
  [/^(.+)еть$/, ['ел']],
  [/^(.+[^ш])ел[аио]?$/, ['еть']],
  [/^(.+н)уть$/, ['ул', 'ет', 'у']],
  [/^(.+н)ул[аио]?$/, ['уть', 'ет', 'у']],
];

/** `рисую`, `рисовать`; `гореть`, `горел`; `крикнуть`, `крикнул`. */
function conjugationForms(word: string): string[] {
  const plain = word.replace(/с[яь]$/, '');
  for (const [pattern, endings] of conjugations) {
    const start = pattern.exec(plain)?.[1] ?? '';
    if (hasVowel.test(start)) return endings.map((end) => start + end);
  }
  return [];
}

/** `канал`, `каналах`; `проблем`, `проблема`; `андрей`, `андрея`. */
function cutShortForms(word: string, root: string): string[] {
  const base = word.replace(/[аоы]$/, '');
  const forms: string[] = [];
  if (cutShort.has(base) || /(?:(?<!ов)[ая]н|[^аеиоуыэюя]ен|рыт)$/.test(base))
    forms.push(base.endsWith('й') ? `${base.slice(0, -1)}ях` : `${base}ах`);
  if (cutShort.has(`${root}й`)) forms.push(`${root}й`);
  const isNoun = word.startsWith(root) && caseEnding.test(word.slice(root.length));
  const isCutShort = cutShort.has(root) || cutShortEnd.test(root);
  if ((isNoun && isCutShort) || /(?:енн|рыт)(?:ы[ейхм]|о[ейгм]|ая|ую)/.test(word)) forms.push(root);
  return forms.filter((form) => stemRussian(form).length > 2);
}

function formsOf(word: string, root: string): string[] {
  const plain = word.replace(/с[яь]$/, '');
  const own = [...new Set([word, plain])].flatMap((text) => groupForms(text, root, ''));
  if (own.length > 0) return own;
  // What looks like a prefix may not be one: `обед` is not of `ехать`.
  const prefixed = prefixes
    .filter((prefix) => plain.startsWith(prefix) && plain.length > prefix.length + 1)
    .flatMap((prefix) => groupForms(plain, root, prefix));
  return [
    ...prefixed,
    ...fleetingVowelForms(word, root),
    ...firstPersonForms(word, root),
    ...conjugationForms(word),
    ...cutShortForms(word, root),
  ];
}

/**
 * What to look for besides a word, because the stemmer gives its forms other stems: at most four, the likeliest
 * first, whose stems differ from the word's and from each other's. Not all are words: some only have the stem that a
 * form would have. None for what is not one folded Russian word.
 *
 * @example otherForms('письмо') // ['писем']
 * @example otherForms('писем') // ['письмо']
 * @example otherForms('скажу') // ['сказать', 'скажет', 'скажут', 'скажешь']
 */
export function otherForms(word: string): string[] {
  if (!/^[а-я]{2,40}$/.test(word)) return [];
  const root = stemRussian(word);
  const forms = new Map<string, string>();
  for (const form of formsOf(word, root)) {
    const other = stemRussian(form);
    if (other !== root && !foreign.has(other) && !forms.has(other)) forms.set(other, form);
  }
  return [...forms.values()].slice(0, mostForms);
}
