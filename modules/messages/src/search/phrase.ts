import { wordsOf } from '@bridges/contracts/search';
import { fieldEnd } from './block.ts';
import { isInWord } from './word-at.ts';

/** Beyond these a phrase is not read. */
const mostChunks = 32;

/** Without the punctuation around a word, but for what names of languages end with. */
export function trimmed(text: string): string {
  return /[\p{L}\p{N}]/u.test(text) ? text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+#%]+$/gu, '') : text;
}

/** What of a folded phrase must stand in a row: its words, and the punctuation inside of them. */
export function chunksOf(phrase: string): string[] {
  const chunks = phrase.split(' ').map(trimmed);
  const told = chunks.filter((chunk) => wordsOf(chunk).length > 0);
  return told.length > 0 ? told.slice(0, mostChunks) : [phrase];
}

export interface PhrasePlace {
  start: number;
  end: number;
  /** The last word ends there, too. */
  isWhole: boolean;
}

/** Where a phrase stands in a folded or kept text: between its words may be any signs, but no other word or field. */
export function* phrasePlaces(text: string, chunks: readonly string[]): Generator<PhrasePlace> {
  const [first = ''] = chunks;
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    if (isWithin(text, start)) continue;
    const end = phraseEnd(text, start, chunks);
    if (end !== undefined) yield { start, end, isWhole: !isWithin(text, end) };
  }
}

/** Whether a word goes on over this place. */
const isWithin = (text: string, at: number) => at > 0 && isInWord(text, at - 1) && isInWord(text, at);

function phraseEnd(text: string, start: number, chunks: readonly string[]): number | undefined {
  let end = start;
  for (const chunk of chunks) {
    const next = end === start ? start : text.indexOf(chunk, end);
    if (next < 0 || isWithin(text, next) || !isGap(text, end, next)) return undefined;
    end = next + chunk.length;
  }
  return end;
}

function isGap(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isInWord(text, at) || text[at] === fieldEnd) return false;
  return wordsOf(text.slice(start, end)).length === 0;
}
