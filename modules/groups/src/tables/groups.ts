import type { ColumnType, Selectable } from 'kysely';

export type Role = 'owner' | 'admin' | 'member';

export interface GroupsTable {
  chatId: string;
  title: string;
  /** Lower case; null when it has none, or when the last member left. */
  handle: string | null;
  isPublic: boolean;
  /** Rises by one with each change of the group or its members; the row's lock orders the changes. */
  version: number;
  createdBy: string;
  /** Chosen by the creator: the same creator and id make one group. */
  clientId: string | null;
  createdAt: Date;
}
export type GroupRow = Selectable<GroupsTable>;

export interface GroupMembersTable {
  chatId: string;
  userId: string;
  role: Role;
  joinedAt: Date;
}
export type MemberRow = Selectable<GroupMembersTable>;

/** What messages must be told about one version; proto `MembershipChanged` as JSON. */
export interface MembershipPayload {
  chatId: string;
  version: number;
  group: { title: string; handle: string; isPublic: boolean };
  changes: { userId: string; role: Role | '' }[];
  actorId: string;
}

/** Changes that messages has not confirmed yet; deleted when it has. */
export interface PendingChangesTable {
  chatId: string;
  version: number;
  actorId: string;
  payload: ColumnType<MembershipPayload, string, never>;
}
