const digraphs = /shch|sch|sh|ch|zh|kh|ts|tz|yo|jo|yu|ju|ya|ja|ye|je|(?:iy|ij|yy|yj)(?![aeou])|[a-z']/g;

const letters: Readonly<Record<string, string>> = {
  ...{ shch: 'щ', sch: 'щ', sh: 'ш', ch: 'ч', zh: 'ж', kh: 'х', ts: 'ц', tz: 'ц' },
  ...{ yo: 'е', jo: 'е', yu: 'ю', ju: 'ю', ya: 'я', ja: 'я', ye: 'е', je: 'е' },
  ...{ iy: 'ий', ij: 'ий', yy: 'ый', yj: 'ый', "'": 'ь' },
  ...{ a: 'а', b: 'б', c: 'ц', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'й', k: 'к', l: 'л' },
  ...{ m: 'м', n: 'н', o: 'о', p: 'п', q: 'к', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'в', x: 'кс' },
  ...{ y: 'ы', z: 'з' },
};

function toCyrillic(word: string): string {
  return word
    .replaceAll(/(?<=[bcdfghklmnpqrstvwxz])ye/g, 'ые')
    .replaceAll(digraphs, (part) => letters[part] ?? part)
    .replaceAll(/(?<=[аеиоуэюя])ы/g, 'й')
    .replaceAll(/^е(?=т[оаи]|к[рсз])/g, 'э');
}

/** Where a soft sign is heard and seldom written in Latin letters. */
const softL = (word: string) => word.replaceAll(/л(?=[бвгджзкмнпрстфхцчшщ])|л(?=я$)/g, 'ль');
const softEnd = (word: string) => (/[лнтрдс]$/.test(word) ? `${word}ь` : word);

const roman: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l' },
  ...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch' },
  ...{ ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
};
const romanWith = (word: string, other: Readonly<Record<string, string>>) =>
  Array.from(word, (letter) => other[letter] ?? roman[letter] ?? letter).join('');

/** Other ways in which people write Russian in Latin letters. */
const habits: readonly Readonly<Record<string, string>>[] = [
  {},
  { х: 'kh', щ: 'shch' },
  { й: 'j', ю: 'ju', я: 'ja', ц: 'c' },
];

/**
 * A folded word as it may have been meant in the other alphabet, likely spellings first.
 *
 * @example otherAlphabet('privet') // ['привет']
 * @example otherAlphabet('хорошо') // ['horosho', 'khorosho']
 */
export function otherAlphabet(word: string): string[] {
  if (/^[a-z']{2,}$/.test(word)) {
    if (!/[aeiouy]/.test(word)) return [];
    const plain = toCyrillic(word);
    const guesses = [plain, softL(plain), softEnd(plain), softEnd(softL(plain))];
    // The same letters stand for one sound and for two.
    if (word.includes('sch')) guesses.push(toCyrillic(word.replaceAll('sch', 's_ch')).replaceAll('_', ''));
    if (plain.endsWith('ий')) guesses.push(plain.replace(/ий$/, 'ый'));
    if (word.includes('x')) guesses.push(toCyrillic(word.replaceAll('x', 'h')));
    return [...new Set(guesses)];
  }
  if (!/^[а-я]+$/.test(word)) return [];
  return [...new Set(habits.map((habit) => romanWith(word, habit)))];
}
