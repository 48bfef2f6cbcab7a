import { fold, wordsOf } from './fold.ts';
import { bareSoundOf, soundOf } from './name-sound.ts';

/** FNV-1a, as PostgreSQL's `integer` holds it. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(value ^ (value >>> 15), 0x85ebca6b) | 0;
}

const beginning = (text: string, length: number): string => Array.from(text).slice(0, length).join('');

/** Beginnings by sound are known up to this length, and from the least; shorter ones as they are written. */
export const longestStart = 10;
export const shortestStart = 3;
/** How much of a word is looked at for typing errors: words still being typed have only their beginning. */
const errorLengths = [5, 7] as const;
/** From this length on a word may have two. */
export const twoErrorsFrom = 9;

export const startKey = (word: string): number => hash(`^${beginning(word, shortestStart - 1)}`);
export const soundStartKey = (sound: string): number => hash(`~${sound}`);
export const soundKey = (bare: string): number => hash(`=${bare}`);

/** A text with at most so many of its letters left out, in every way. */
function withoutLetters(text: string, most: number): Set<string> {
  const all = new Set([text]);
  if (most > 0)
    for (let at = 0; at < text.length; at++)
      for (const shorter of withoutLetters(text.slice(0, at) + text.slice(at + 1), most - 1))
        all.add(shorter);
  return all;
}

const errorKeysOf = (bare: string, length: number, most: number): number[] =>
  [...withoutLetters(bare.slice(0, length), most)]
    .filter((text) => text.length > 1)
    .map((text) => hash(`${length}${text}`));

/**
 * Two texts that differ by a letter more, less, other or swapped have a text in common once a letter of each is left
 * out: what was typed is found by these among those of the names.
 */
export const errorKeys = (bare: string): number[] =>
  errorKeysOf(bare, bare.length <= errorLengths[0] + 1 ? errorLengths[0] : errorLengths[1], 1);

/** The same of words that are long enough for two errors. */
export const twoErrorKeys = (bare: string): number[] =>
  bare.length >= twoErrorsFrom ? errorKeysOf(bare, errorLengths[1], 2) : [];

const mostWords = 16;
const longestWord = 40;

/** What an index of names holds for somebody with these names: beginnings, sounds and their neighbours. */
export function nameKeys(names: readonly string[]): number[] {
  const words = new Set(names.flatMap((name) => wordsOf(fold(name))));
  const keys = new Set<number>();
  for (const word of [...words].slice(0, mostWords)) {
    const sound = soundOf(word.slice(0, longestWord));
    const bare = bareSoundOf(word.slice(0, longestWord));
    for (let length = 1; length < shortestStart; length++) keys.add(startKey(beginning(word, length)));
    for (let length = shortestStart; length <= longestStart; length++)
      keys.add(soundStartKey(beginning(sound, length)));
    keys.add(soundKey(bare));
    if (bare.length < shortestStart) continue;
    for (const length of errorLengths) {
      if (length > errorLengths[0] && bare.length <= errorLengths[0]) continue;
      const most = length > errorLengths[0] && bare.length >= twoErrorsFrom - 2 ? 2 : 1;
      for (const key of errorKeysOf(bare, length, most)) keys.add(key);
    }
  }
  return [...keys];
}

/** The words of names between blanks; and, a line each, names that are more than words and blanks. */
export function nameText(names: readonly string[]): string {
  const folded = names.map((name) => fold(name).replaceAll(/\s+/g, ' ').trim());
  const raw = folded.filter((name) => name !== wordsOf(name).join(' '));
  return ` ${folded.flatMap(wordsOf).join(' ')} \n${raw.map((name) => `${name}\n`).join('')}`;
}
