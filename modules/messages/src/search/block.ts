import { fold } from '@bridges/contracts/search';
import type { SearchedMessage } from './searched-fields.ts';
import { hasKinds, hasOf, searchedFields } from './searched-fields.ts';

/** Messages of one chat with neighbouring seqs are indexed as one row. */
export const blockSize = 128;
export const blockOf = (seq: number): number => Math.floor((seq - 1) / blockSize);
export const firstSeqOf = (blockNo: number): number => blockNo * blockSize + 1;

/** No folded text holds control characters, so they keep fields and lines apart. */
const fieldEnd = '\u001f';

export interface IndexedMessage extends SearchedMessage {
  seq: number;
  senderId: string;
  createdAt: Date;
}

/** One message of a block, as its text is kept: where and whose it is, a tab, its folded fields. */
export function writeLine(message: IndexedMessage, senders: string[]): string {
  let sender = senders.indexOf(message.senderId);
  if (sender < 0) sender = senders.push(message.senderId) - 1;
  const has = hasOf(message).reduce((bits, kind) => bits | (1 << hasKinds.indexOf(kind)), 0);
  const head = [message.seq, message.createdAt.getTime(), sender, has].map((part) => part.toString(36));
  return `${head.join(',')}\t${foldedFields(message)}\n`;
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
  const tab = line.indexOf('\t');
  const [seq = 0, atMs = 0, sender = 0, has = 0] = line
    .slice(0, tab)
    .split(',')
    .map((part) => Number.parseInt(part, 36));
  return { seq, atMs, sender, has, text: line.slice(tab + 1) };
}
