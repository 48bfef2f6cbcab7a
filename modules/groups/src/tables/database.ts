import type { Kysely, Transaction } from 'kysely';
import type {
  GroupBansTable,
  GroupMembersTable,
  GroupNamesTable,
  GroupsTable,
  PendingChangesTable,
  PeopleTable,
} from './groups.ts';
import type { InvitationsTable, InviteLinksTable, JoinRequestsTable } from './invitations.ts';

export interface Database {
  groups: GroupsTable;
  groupMembers: GroupMembersTable;
  groupNames: GroupNamesTable;
  groupBans: GroupBansTable;
  people: PeopleTable;
  pendingChanges: PendingChangesTable;
  invitations: InvitationsTable;
  inviteLinks: InviteLinksTable;
  joinRequests: JoinRequestsTable;
}
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
/** What selectors get: they can't write, by type. */
export type Reader = Pick<Db, 'selectFrom' | 'fn'>;
