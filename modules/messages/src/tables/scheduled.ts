import type { MessageContent } from '@bridges/contracts';
import type { ColumnType, Selectable } from 'kysely';
import type { SendExtras } from '../services/content-compose.ts';

export interface ScheduledMessagesTable {
  id: string;
  userId: string;
  chatId: string;
  /** The idempotency key of the send it will become. */
  clientId: string;
  body: string;
  /** What it brings beside the text, as it was asked for. */
  extras: ColumnType<SendExtras, string, string>;
  /** The same as it is shown until then. */
  content: ColumnType<MessageContent | null, string | null, string | null>;
  sendAt: Date;
  /** `sending`: the send is under way, or it is not known what became of it; it can't be changed then. */
  state: 'waiting' | 'sending' | 'failed';
  /** Error code of why it could not be sent. */
  failure: string | null;
  createdAt: Date;
}
export type ScheduledRow = Selectable<ScheduledMessagesTable>;

export interface RemindersTable {
  id: string;
  userId: string;
  chatId: string;
  seq: number;
  remindAt: Date;
  createdAt: Date;
}
export type ReminderRow = Selectable<RemindersTable>;
