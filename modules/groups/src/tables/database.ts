import type { Kysely, Transaction } from 'kysely';
import type { GroupMembersTable, GroupsTable, PendingChangesTable } from './groups.ts';

export interface Database {
  groups: GroupsTable;
  groupMembers: GroupMembersTable;
  pendingChanges: PendingChangesTable;
}
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
/** What selectors get: they can't write, by type. */
export type Reader = Pick<Db, 'selectFrom' | 'fn'>;
