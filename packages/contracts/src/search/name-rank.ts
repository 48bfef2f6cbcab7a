import { isWithinEdits } from './edit-distance.ts';
import { fold, wordsOf } from './fold.ts';
import { shortestStart, twoErrorsFrom } from './name-keys.ts';
import { bareSoundOf, soundOf } from './name-sound.ts';
import { isLong, isWord, mayBeMistyped } from './name-terms.ts';
import type { NameTerm } from './name-terms.ts';

/**
 * How a word is found in a name, the best first: as typed; the beginning of one; in another spelling, alphabet or
 * keyboard layout; a part; with a typing error.
 */
export const nameRanks = { exact: 0, start: 1, form: 2, part: 3, near: 4 } as const;

/** How well names answer a search, as the worst of its words; null: not at all. */
export function nameRank(names: readonly string[], terms: readonly NameTerm[]): number | null {
  const folded = names.map((name) => fold(name).replaceAll(/\s+/g, ' ').trim());
  const words = [...new Set(folded.flatMap(wordsOf))];
  const ranks = terms.map((term) => termRank(folded, words, term));
  return ranks.includes(null) ? null : Math.max(0, ...ranks.map(Number));
}

function termRank(names: readonly string[], words: readonly string[], term: NameTerm): number | null {
  const [typed = '', ...others] = term.readings;
  const all = [...words, ...names];
  if (all.includes(typed)) return nameRanks.exact;
  if (all.some((word) => word.startsWith(typed))) return nameRanks.start;
  if (others.some((reading) => all.some((word) => word.startsWith(reading)))) return nameRanks.form;
  if (term.readings.some((reading) => isWord(reading) && words.some((word) => soundsLike(word, reading))))
    return nameRanks.form;
  if (term.readings.some((reading) => isLong(reading) && names.some((name) => name.includes(reading))))
    return nameRanks.part;
  const near = term.readings.slice(0, 2).filter(mayBeMistyped).map(bareSoundOf);
  if (near.some((sound) => words.some((word) => isMistyped(sound, bareSoundOf(word))))) return nameRanks.near;
  const isNear = term.words.length > 0 && term.words.every((word) => termRank(names, words, word) !== null);
  return isNear ? nameRanks.near : null;
}

function soundsLike(word: string, reading: string): boolean {
  if (Array.from(reading).length < shortestStart) return false;
  const sound = soundOf(reading);
  if (sound.length >= shortestStart && soundOf(word).startsWith(sound)) return true;
  return bareSoundOf(word) === bareSoundOf(reading);
}

function isMistyped(sound: string, word: string): boolean {
  if (word.length < shortestStart) return false;
  // Short words are near to many others: their first letter is believed, and no letter stands for another.
  if (sound.length < 5 && (sound[0] !== word[0] || hasOther(sound, word))) return false;
  if (isWithinEdits(sound, word, sound.length >= twoErrorsFrom ? 2 : 1)) return true;
  if (sound.length < 5) return false;
  return [-1, 0, 1].some((more) => isWithinEdits(sound, word.slice(0, sound.length + more), 1));
}

const lettersOf = (text: string): string => Array.from(text).toSorted().join('');
const hasOther = (one: string, other: string): boolean =>
  one.length === other.length && lettersOf(one) !== lettersOf(other);
