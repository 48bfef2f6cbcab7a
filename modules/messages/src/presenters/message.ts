import type { Message } from '@bridges/contracts';
import { presentContent } from '@bridges/contracts';
import type { Selectable } from 'kysely';
import type { MessagesTable } from '../tables/database.ts';

/** The columns that a message is shown from. */
export const messageColumns = [
  'chatId',
  'seq',
  'senderId',
  'kind',
  'body',
  'clientId',
  'createdAt',
  'rev',
  'editedAt',
  'content',
] as const;

export type MessageRow = Pick<Selectable<MessagesTable>, (typeof messageColumns)[number]>;

/** Row → API. */
export function presentMessage(row: MessageRow): Message {
  return {
    chatId: row.chatId,
    seq: row.seq,
    senderId: row.senderId,
    kind: row.kind,
    text: row.body,
    clientId: row.clientId,
    createdAt: row.createdAt.toISOString(),
    ...(row.rev === 0 ? {} : { rev: row.rev }),
    ...(row.editedAt ? { editedAt: row.editedAt.toISOString() } : {}),
    ...(row.content ? presentContent(row.content) : {}),
  };
}
