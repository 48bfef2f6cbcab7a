import { fold, wordsOf } from './fold.ts';
import { errorKeys, twoErrorKeys } from './name-keys.ts';
import { longestStart, shortestStart, soundKey, soundStartKey, startKey } from './name-keys.ts';
import { bareSoundOf, soundOf } from './name-sound.ts';
import { variantsOf } from './variants.ts';

/** One word of a search for names, and what to ask of the index (`nameText`, `nameKeys`). */
export interface NameTerm {
  /** As typed, then as it may have been meant: folded. */
  readings: readonly string[];
  /** Patterns for LIKE: a word as typed, the beginning of one, the beginning of a reading, any part. */
  exact: readonly string[];
  starts: readonly string[];
  forms: readonly string[];
  parts: readonly string[];
  /** Begins so, or sounds so. */
  keys: readonly number[];
  /** May be mistyped once, or twice; candidates only, to be looked at with `nameRank`. */
  errorKeys: readonly number[];
  twoErrorKeys: readonly number[];
  /** How the readings sound; and those of them that may be mistyped. */
  sounds: readonly { sound: string; bare: string }[];
  nearSounds: readonly string[];
  /** Of what is typed with punctuation inside, its longer words: mistyped ones are looked for so. */
  words: readonly NameTerm[];
}

const mostTerms = 8;
const longestTerm = 64;

/** The words of what somebody looks for among names. */
export function nameTerms(search: string): NameTerm[] {
  const typed = new Map<string, string>();
  for (const word of search.normalize('NFKC').split(/\s+/)) {
    const folded = fold(word.slice(0, longestTerm)).trim();
    if (folded !== '') typed.set(folded, word.slice(0, longestTerm));
  }
  return [...typed.values()].slice(0, mostTerms).map(termOf);
}

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
const lengthOf = (text: string): number => Array.from(text).length;
const isWord = (text: string): boolean => wordsOf(text)[0] === text;

function termOf(typed: string): NameTerm {
  const readings = variantsOf(typed).map((reading) => reading.trim());
  const [plain = ''] = readings;
  const starts = (reading: string) =>
    isWord(reading) ? [`% ${escaped(reading)}%`] : [`%\n${escaped(reading)}%`];
  const isTakenApart = !isWord(plain) && /^[\p{L}\p{N}].*[\p{L}\p{N}]$/u.test(plain);
  const nearSounds = readings.slice(0, 2).filter(mayBeMistyped).map(bareSoundOf);
  const words = isTakenApart ? wordsOf(plain).filter((word) => lengthOf(word) >= shortestStart) : [];
  return {
    readings,
    exact: isWord(plain) ? [`% ${escaped(plain)} %`, `%\n${escaped(plain)}\n%`] : [`%\n${escaped(plain)}\n%`],
    starts: starts(plain),
    forms: readings.slice(1).flatMap(starts),
    // Of one or two letters, words that begin so: every other name holds them somewhere.
    parts: readings.filter(isLong).map((reading) => `%${escaped(reading)}%`),
    keys: readings.filter(isWord).flatMap(keysOf),
    errorKeys: nearSounds.flatMap(errorKeys),
    twoErrorKeys: nearSounds.flatMap(twoErrorKeys),
    sounds: readings
      .filter((reading) => isWord(reading) && lengthOf(reading) >= shortestStart)
      .map((reading) => ({ sound: soundOf(reading), bare: bareSoundOf(reading) })),
    nearSounds,
    words: words.slice(0, mostTerms).map(termOf),
  };
}

export const isLong = (reading: string): boolean => !isWord(reading) || lengthOf(reading) >= shortestStart;

function keysOf(reading: string): number[] {
  if (lengthOf(reading) < shortestStart) return [startKey(reading)];
  const [sound, bare] = [soundOf(reading), bareSoundOf(reading)];
  const isStart = sound.length >= shortestStart && sound.length <= longestStart;
  return [...(isStart ? [soundStartKey(sound)] : []), soundKey(bare)];
}

/** Shorter words are near to every other. */
const mayBeMistyped = (reading: string): boolean =>
  /^\p{L}{4,32}$/u.test(reading) && bareSoundOf(reading).length >= shortestStart;
