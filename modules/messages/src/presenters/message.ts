import type { Message } from '@bridges/contracts';
import { toApiMessage } from '@bridges/contracts';
import type { MessagesTable } from '../tables/database.ts';

export type MessageRow = Pick<
  MessagesTable,
  'chatId' | 'seq' | 'senderId' | 'kind' | 'body' | 'clientId' | 'createdAt'
>;

/** Row → API. */
export function presentMessage(row: MessageRow): Message {
  return toApiMessage({ ...row, text: row.body, createdAtMs: row.createdAt.getTime() });
}
