// The Porter 2 stemmer of English (snowballstem.org), for folded words.

const vowel = /[aeiouy]/;
const shortEnd = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/;

const exceptions: Readonly<Record<string, string>> = {
  ...{ skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl' },
  ...{ ugly: 'ugli', early: 'earli', only: 'onli', singly: 'singl', sky: 'sky', news: 'news', howe: 'howe' },
  ...{ atlas: 'atlas', cosmos: 'cosmos', bias: 'bias', andes: 'andes' },
};
const kept = /^(?:inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;

const step2: readonly (readonly [string, string])[] = [
  ...([
    ['ational', 'ate'],
    ['ization', 'ize'],
    ['fulness', 'ful'],
    ['ousness', 'ous'],
    ['iveness', 'ive'],
  ] as const),
  ...([
    ['tional', 'tion'],
    ['biliti', 'ble'],
    ['lessli', 'less'],
    ['entli', 'ent'],
    ['ation', 'ate'],
  ] as const),
  ...([
    ['alism', 'al'],
    ['aliti', 'al'],
    ['ousli', 'ous'],
    ['iviti', 'ive'],
    ['fulli', 'ful'],
  ] as const),
  ...([
    ['enci', 'ence'],
    ['anci', 'ance'],
    ['abli', 'able'],
    ['izer', 'ize'],
    ['ator', 'ate'],
  ] as const),
  ...([
    ['alli', 'al'],
    ['bli', 'ble'],
    ['ogi', 'og'],
    ['li', ''],
  ] as const),
];
const step3: readonly (readonly [string, string])[] = [
  ...([
    ['ational', 'ate'],
    ['tional', 'tion'],
    ['alize', 'al'],
    ['icate', 'ic'],
    ['iciti', 'ic'],
  ] as const),
  ...([
    ['ative', ''],
    ['ical', 'ic'],
    ['ness', ''],
    ['ful', ''],
  ] as const),
];
const step4 = 'ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic'.split(' ');

/** Where the part after a consonant that follows a vowel begins. */
function regionAfter(word: string, from: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/(?:us|ss)$/.test(word)) return word;
  return word.endsWith('s') && vowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

function pastAndGerund(word: string, r1: number): string {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed) return eed.index >= r1 ? `${word.slice(0, eed.index)}ee` : word;
  const found = /(?:ingly|edly|ing|ed)$/.exec(word);
  if (!found || !vowel.test(word.slice(0, found.index))) return word;
  const rest = word.slice(0, found.index);
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
  return r1 >= rest.length && shortEnd.test(rest) ? `${rest}e` : rest;
}

function replaceEnding(word: string, r1: number, r2: number, list: typeof step2): string {
  const found = list.find(([end]) => word.endsWith(end));
  if (!found) return word;
  const [end, by] = found;
  const at = word.length - end.length;
  if (at < r1) return word;
  if (end === 'ogi' && word[at - 1] !== 'l') return word;
  if (end === 'li' && !/[cdeghkmnrt]/.test(word[at - 1] ?? '')) return word;
  if (end === 'ative' && at < r2) return word;
  return word.slice(0, at) + by;
}

function withoutSuffix(word: string, r2: number): string {
  const end = step4.find((suffix) => word.endsWith(suffix));
  if (end === undefined) return word;
  const at = word.length - end.length;
  if (at < r2 || (end === 'ion' && !/[st]/.test(word[at - 1] ?? ''))) return word;
  return word.slice(0, at);
}

function withoutE(word: string, r1: number, r2: number): string {
  const at = word.length - 1;
  if (word.endsWith('e')) {
    const isFree = at >= r2 || (at >= r1 && !shortEnd.test(word.slice(0, -1)));
    return isFree ? word.slice(0, -1) : word;
  }
  return word.endsWith('ll') && at >= r2 ? word.slice(0, -1) : word;
}

/** @example stemEnglish('meetings') // 'meet' */
export function stemEnglish(source: string): string {
  if (source.length <= 2) return source;
  const exception = Object.hasOwn(exceptions, source) ? exceptions[source] : undefined;
  if (exception !== undefined) return exception;
  let word = source.replace(/^y/, 'Y').replaceAll(/([aeiouy])y/g, '$1Y');
  const prefix = /^(?:gener|commun|arsen)/.exec(word);
  const r1 = prefix ? prefix[0].length : regionAfter(word, 0);
  const r2 = regionAfter(word, r1);
  word = plural(word);
  if (kept.test(word)) return word;
  word = pastAndGerund(word, r1).replace(/(.[^aeiouy])[yY]$/, '$1i');
  word = replaceEnding(word, r1, r2, step2);
  word = replaceEnding(word, r1, r2, step3);
  return withoutE(withoutSuffix(word, r2), r1, r2).toLowerCase();
}
