import type { SearchHas } from '@bridges/contracts';
import { stem } from '@bridges/contracts/search';

/**
 * A block's signature is a Bloom filter of what its messages hold: two bits for each stem, one for each word as it
 * stands, for each three and each four letters in a row, for each two words in a row. With some 550 words in 128
 * messages less than a quarter of the bits is set, so that a word of six letters passes a block in which it isn't about
 * once in a hundred. Three rows of this length fill a page of PostgreSQL.
 */
export const signatureBytes = 2560;
const places = signatureBytes * 8;

/** FNV-1a over UTF-16 units goes on with one, or with all of a text. */
export const absorbUnit = (state: number, unit: number): number => Math.imul(state ^ unit, 0x01000193);
function absorb(state: number, text: string): number {
  let value = state;
  for (let at = 0; at < text.length; at++) value = absorbUnit(value, text.charCodeAt(at));
  return value;
}

/** What it begins with. */
export const nothing = 0x811c9dc5;

/** Mixed at the end so that all bits depend on all letters. */
export function mixed(state: number): number {
  const value = Math.imul(state ^ (state >>> 15), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
const hash = (text: string): number => mixed(absorb(nothing, text));

export const firstBit = (value: number): number => value % places;
export const secondBit = (value: number): number => (value >>> 14) % places;
const twoBits = (text: string): number[] => {
  const value = hash(text);
  return [firstBit(value), secondBit(value)];
};
const oneBit = (text: string): number => firstBit(hash(text));

/** Longer words are known by their beginnings. */
const longest = 48;

export const stemBits = (word: string): number[] => twoBits(`=${stem(word.slice(0, longest))}`);
/** Keeps blocks that hold other forms only out of the search for the word itself. */
const exactBit = (word: string): number => oneBit(`"${word}`);

interface Ends {
  isStart?: boolean;
  isEnd?: boolean;
}

function endBits(text: string, { isStart = false, isEnd = false }: Ends): number[] {
  if (text.length < 2) return [];
  return [
    ...(isStart ? [oneBit(`^${text.slice(0, 2)}`)] : []),
    ...(isEnd ? [oneBit(`${text.slice(-2)}$`)] : []),
  ];
}

function runsOf(text: string, length: number): number[] {
  const bits: number[] = [];
  for (let at = 0; at + length <= text.length; at++) bits.push(oneBit(text.slice(at, at + length)));
  return bits;
}

/** Of a part of a word, the most telling first; its ends count where it begins or ends the word. */
export function partBits(part: string, { isStart = false, isEnd = false }: Ends = {}): number[] {
  const text = part.slice(0, longest);
  return [
    ...runsOf(text, 4),
    ...endBits(text, { isStart, isEnd: isEnd && part.length <= longest }),
    ...runsOf(text, 3),
  ];
}

/** All that a word sets, and all that is asked for a whole word. */
export const wordBits = (word: string): number[] => [
  exactBit(word),
  ...stemBits(word),
  ...partBits(word, { isStart: true, isEnd: true }),
];

/** Words of so many letters are in every block: they say something only together with those beside them. */
export const longestShort = 3;
const isShort = (word: string) => word.length <= longestShort;

/**
 * Of words that stand in a row: each two, and after short ones also how the next begins.
 *
 * @param isUnfinished the last may be only the beginning of a word
 */
export function rowBits(words: readonly string[], isUnfinished = false): number[] {
  const bits: number[] = [];
  for (let at = 1; at < words.length; at++) {
    const [before = '', word = '', beforeThat] = [words[at - 1], words[at], words[at - 2]];
    if (!isUnfinished || at < words.length - 1) bits.push(oneBit(`${before} ${word}`));
    if (!isShort(before)) continue;
    const start = word.slice(0, 1);
    bits.push(oneBit(`${before} ${start}_`));
    if (beforeThat !== undefined && isShort(beforeThat))
      bits.push(...twoBits(`${beforeThat} ${before} ${start}_`));
  }
  return bits;
}

export const senderBits = (senderId: string): number[] => twoBits(`@${senderId}`);
export const hasBits = (has: SearchHas): number[] => twoBits(`#${has}`);

/** As `get_bit` of PostgreSQL counts: from the lowest bit of each byte. */
export function setBit(signature: Uint8Array, bit: number): void {
  const byte = bit >>> 3;
  signature[byte] = (signature[byte] ?? 0) | (1 << (bit & 7));
}

export function setBits(signature: Uint8Array, bits: readonly number[]): void {
  for (const bit of bits) setBit(signature, bit);
}
