import type { SearchHas } from '@bridges/contracts';
import { fold } from '@bridges/contracts/search';
import type { SearchedMessage } from './searched-fields.ts';
import { hasKinds, searchedFields } from './searched-fields.ts';

/** Messages of one chat with neighbouring seqs are indexed as one row. */
export const blockSize = 128;
export const blockOf = (seq: number): number => Math.floor((seq - 1) / blockSize);
export const firstSeqOf = (blockNo: number): number => blockNo * blockSize + 1;

/** No folded text holds control characters, so they keep fields and lines apart. */
export const fieldEnd = '\u001f';

export interface IndexedMessage extends SearchedMessage {
  seq: number;
  senderId: string;
  createdAt: Date;
}

/** What stands before the text of a message in its block (`kept-text.ts`): where and whose it is, what it has, a tab. */
export function lineHead(
  { seq, createdAt }: Pick<IndexedMessage, 'seq' | 'createdAt'>,
  sender: number,
  kinds: readonly SearchHas[],
): string {
  const has = kinds.reduce((bits, kind) => bits | (1 << hasKinds.indexOf(kind)), 0);
  return `${seq.toString(36)},${createdAt.getTime().toString(36)},${sender.toString(36)},${has.toString(36)}\t`;
}

export const foldedFields = (message: SearchedMessage): string =>
  searchedFields(message).map(fold).join(fieldEnd);

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
  const number = (start: number, end: number) => Number.parseInt(line.slice(start, end), 36);
  return {
    seq: number(0, seqEnd),
    atMs: number(seqEnd + 1, atEnd),
    sender: number(atEnd + 1, senderEnd),
    has: number(senderEnd + 1, tab),
    text: line.slice(tab + 1),
  };
}

/** The end of the head of a line whose message has something besides its text. */
export const headWithKinds = /,[1-9a-z][0-9a-z]*\t/g;
