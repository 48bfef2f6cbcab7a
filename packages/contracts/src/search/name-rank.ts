import { isWithinEdits } from './edit-distance.ts';
import { fold, wordsOf } from './fold.ts';
import { shortestStart, twoErrorsFrom } from './name-keys.ts';
import { bareSoundOf, soundOf } from './name-sound.ts';
import { isLong } from './name-terms.ts';
import type { NameTerm } from './name-terms.ts';

/**
 * How a word is found in a name, the best first: as typed; the beginning of one; in another spelling, alphabet or
 * keyboard layout; a part; with a typing error.
 */
export const nameRanks = { exact: 0, start: 1, form: 2, part: 3, near: 4 } as const;

/** Folded names, and their words with how these sound. */
interface Named {
  names: readonly string[];
  words: readonly { text: string; sound: string; bare: string }[];
}

/** How well names answer a search, as the worst of its words; null: not at all. */
export function nameRank(names: readonly string[], terms: readonly NameTerm[]): number | null {
  const folded = names.map((name) => fold(name).replaceAll(/\s+/g, ' ').trim());
  const words = [...new Set(folded.flatMap(wordsOf))];
  const named: Named = {
    names: folded,
    words: words.map((text) => ({ text, sound: soundOf(text), bare: bareSoundOf(text) })),
  };
  let worst = 0;
  for (const term of terms) {
    const rank = termRank(named, term);
    if (rank === null) return null;
    worst = Math.max(worst, rank);
  }
  return worst;
}

function termRank(named: Named, term: NameTerm): number | null {
  const { names, words } = named;
  const { readings, sounds, nearSounds } = term;
  const [typed = '', ...others] = readings;
  const has = (fits: (text: string) => boolean) => words.some(({ text }) => fits(text)) || names.some(fits);
  if (has((text) => text === typed)) return nameRanks.exact;
  if (has((text) => text.startsWith(typed))) return nameRanks.start;
  if (others.some((reading) => has((text) => text.startsWith(reading)))) return nameRanks.form;
  if (sounds.some((reading) => words.some((word) => soundsLike(word, reading)))) return nameRanks.form;
  if (readings.some((reading) => isLong(reading) && names.some((name) => name.includes(reading))))
    return nameRanks.part;
  if (nearSounds.some((sound) => words.some(({ bare }) => isMistyped(sound, bare)))) return nameRanks.near;
  const isNear = term.words.length > 0 && term.words.every((word) => termRank(named, word) !== null);
  return isNear ? nameRanks.near : null;
}

type Sounds = NameTerm['sounds'][number];

const soundsLike = (word: Sounds, { sound, bare }: Sounds): boolean =>
  (sound.length >= shortestStart && word.sound.startsWith(sound)) || word.bare === bare;

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
