import type { Kysely, Transaction } from 'kysely';
import type {
  DeliveriesTable,
  DeliveryTraceTable,
  LadderSettingsTable,
  PendingChatsTable,
  PendingTellingsTable,
  PushKeysTable,
  PushSubscriptionsTable,
  ToldMarksTable,
} from './ladder.ts';
import type { MailKeysTable, MailReadersTable, MailTellingsTable } from './mail.ts';
import type { BlocksTable, NotificationsTable, SignedInUsersTable } from './notifications.ts';
import type {
  TelegramCodesTable,
  TelegramLinksTable,
  TelegramMessagesTable,
  TelegramUpdatesTable,
} from './telegram.ts';

export interface Database {
  notifications: NotificationsTable;
  signedInUsers: SignedInUsersTable;
  blocks: BlocksTable;
  ladderSettings: LadderSettingsTable;
  pendingChats: PendingChatsTable;
  pendingTellings: PendingTellingsTable;
  toldMarks: ToldMarksTable;
  deliveries: DeliveriesTable;
  deliveryTrace: DeliveryTraceTable;
  pushKeys: PushKeysTable;
  pushSubscriptions: PushSubscriptionsTable;
  telegramLinks: TelegramLinksTable;
  telegramCodes: TelegramCodesTable;
  telegramMessages: TelegramMessagesTable;
  telegramUpdates: TelegramUpdatesTable;
  mailReaders: MailReadersTable;
  mailTellings: MailTellingsTable;
  mailKeys: MailKeysTable;
}
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
/** What selectors get: they can't write, by type. */
export type Reader = Pick<Db, 'selectFrom' | 'fn'>;
