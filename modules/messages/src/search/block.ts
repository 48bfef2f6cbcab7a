import type { SearchHas } from '@bridges/contracts';
import { fold } from '@bridges/contracts/search';
import { writeText } from './kept-text.ts';
import type { SearchedMessage } from './searched-fields.ts';
import { hasKinds, hasOf, searchedFields } from './searched-fields.ts';

/** Messages of one chat with neighbouring seqs are indexed as one row. */
export const blockSize = 128;
export const blockOf = (seq: number): number => Math.floor((seq - 1) / blockSize);
export const firstSeqOf = (blockNo: number): number => blockNo * blockSize + 1;

/** No folded text holds control characters, so they keep fields and lines apart. */
export const fieldEnd = '\u001f';

export interface IndexedMessage extends SearchedMessage {
  seq: number;
  senderId: string;
  createdAtMs: number;
}

/** Of the numbers in a line. */
const base = 36;

/** What a message has, as a bit for each kind. */
export const kindBits = (kinds: readonly SearchHas[]): number =>
  kinds.reduce((bits, kind) => bits | (1 << hasKinds.indexOf(kind)), 0);

export const foldedFields = (message: SearchedMessage): string =>
  searchedFields(message).map(fold).join(fieldEnd);

/**
 * What stands before the text of a message in its block (`kept-text.ts`): which and when it is, whose of the block's
 * senders, what it has, in base 36 with commas between them, and a tab.
 */
export interface BlockLine {
  seq: number;
  atMs: number;
  sender: number;
  has: number;
  text: string;
}

export function readLine(line: string): BlockLine {
  const seqEnd = line.indexOf(',');
  const atEnd = line.indexOf(',', seqEnd + 1);
  const senderEnd = line.indexOf(',', atEnd + 1);
  const tab = line.indexOf('\t', senderEnd);
  const number = (start: number, end: number) => Number.parseInt(line.slice(start, end), base);
  return {
    seq: number(0, seqEnd),
    atMs: number(seqEnd + 1, atEnd),
    sender: number(atEnd + 1, senderEnd),
    has: number(senderEnd + 1, tab),
    text: line.slice(tab + 1),
  };
}

/**
 * The line of a message as a block has it, without making the block; undefined: it has none.
 *
 * @param senders of the messages before it, to whom its own is added
 */
export function lineOf(message: IndexedMessage, senders: string[]): string | undefined {
  if (message.kind !== 'text') return undefined;
  let sender = senders.indexOf(message.senderId);
  if (sender < 0) sender = senders.push(message.senderId) - 1;
  const { seq, createdAtMs } = message;
  const head = [seq, createdAtMs, sender, kindBits(hasOf(message))].map((number) => number.toString(base));
  return `${head.join(',')}\t${writeText(foldedFields(message))}\n`;
}

/** The end of the head of a line whose message has something besides its text. */
export const headWithKinds = /,[1-9a-z][0-9a-z]*\t/g;
