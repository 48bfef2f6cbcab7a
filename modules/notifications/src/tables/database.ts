import type { Kysely, Transaction } from 'kysely';
import type { BlocksTable, NotificationsTable, SignedInUsersTable } from './notifications.ts';

export interface Database {
  notifications: NotificationsTable;
  signedInUsers: SignedInUsersTable;
  blocks: BlocksTable;
}
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
/** What selectors get: they can't write, by type. */
export type Reader = Pick<Db, 'selectFrom' | 'fn'>;
