import { stemEnglish } from './stem-english.ts';
import { stemRussian } from './stem-russian.ts';

/** What the forms of a folded word have in common; words with digits and of other alphabets are their own. */
export function stem(word: string): string {
  if (word.length > 40) return word;
  if (/^[а-я]+$/.test(word)) return stemRussian(word);
  return /^[a-z]+$/.test(word) ? stemEnglish(word) : word;
}
