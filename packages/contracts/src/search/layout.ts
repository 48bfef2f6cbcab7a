const latin = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?@#$^&';
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?';

const toCyrillic = new Map([...latin].map((key, at) => [key, cyrillic[at] ?? key]));
const toLatin = new Map([...cyrillic].map((key, at) => [key, latin[at] ?? key]));

const swap = (text: string, keys: ReadonlyMap<string, string>) =>
  Array.from(text, (key) => keys.get(key) ?? key).join('');

/** What the same keys would have written in the Russian layout. */
export const typedInRussian = (text: string): string => swap(text, toCyrillic);

/** What the same keys would have written in the English layout. */
export const typedInEnglish = (text: string): string => swap(text, toLatin);

const hasLatin = /[a-z]/i;
const hasCyrillic = /[а-яё]/i;
const hasLatinVowel = /[aeiouy]/i;
const hasCyrillicVowel = /[аеёиоуыэюя]/i;

/**
 * The text in the other layout, if it may be what was meant: a word of letters with a vowel among them.
 *
 * @example otherLayout('ghbdtn') // 'привет'
 * @example otherLayout('руддщ') // 'hello'
 */
export function otherLayout(text: string): string | undefined {
  if (hasCyrillic.test(text)) {
    if (hasLatin.test(text)) return undefined;
    const swapped = typedInEnglish(text);
    return hasLatinVowel.test(swapped) ? swapped : undefined;
  }
  if (!hasLatin.test(text)) return undefined;
  const swapped = typedInRussian(text);
  return hasCyrillicVowel.test(swapped) ? swapped : undefined;
}
