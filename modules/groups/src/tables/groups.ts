import type { ChatState, ContextCard } from '@bridges/contracts';
import type { GroupHead } from '@bridges/contracts/proto';
import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';

export type Role = 'owner' | 'admin' | 'member';
export type JoinRule = 'open' | 'approval' | 'invite';

export interface GroupsTable {
  chatId: string;
  title: string;
  /** Lower case; null when it has none, or when the group is gone. */
  handle: string | null;
  isPublic: boolean;
  description: Generated<string>;
  pictureFileId: string | null;
  /** Counts for public groups: others are entered by invitation only. */
  joinRule: Generated<JoinRule>;
  /** The least role that may do it. */
  postRole: Generated<Role>;
  addRole: Generated<Role>;
  pinRole: Generated<Role>;
  infoRole: Generated<Role>;
  slowModeSeconds: Generated<number>;
  /** Who comes from now on sees nothing from before. */
  isHistoryHidden: Generated<boolean>;
  state: Generated<ChatState>;
  /** What the chat is about; null for most. */
  card: ColumnType<ContextCard | null, string | null | undefined, string | null>;
  /** The thing's kind and its id in its own system; together they name at most one chat. */
  contextType: string | null;
  contextId: string | null;
  /** When its card or state last changed. */
  contextChangedAt: Date | null;
  /** A counter, raised and lowered with the members. */
  memberCount: Generated<number>;
  searchText: Generated<string>;
  /** Rises by one with each change of the group or its members; the row's lock orders the changes. */
  version: number;
  createdBy: string;
  /** Chosen by the creator: the same creator and id make one group. */
  clientId: string | null;
  createdAt: Date;
  /** The row stays, without members, handle and name. */
  deletedAt: Date | null;
}
export type GroupRow = Selectable<GroupsTable>;

export interface GroupMembersTable {
  chatId: string;
  userId: string;
  role: Role;
  joinedAt: Date;
  /** Order of the roles: 0 owners, 1 admins, 2 members. */
  rank: GeneratedAlways<number>;
}

/** Who may not come back. */
export interface GroupBansTable {
  chatId: string;
  userId: string;
  bannedBy: string;
  bannedAt: Date;
}

/** How users are looked for among members: a copy of names, kept by events of accounts. */
export interface PeopleTable {
  userId: string;
  searchText: string;
  /** By which it is looked for: `nameText` and `nameKeys` of the contracts. */
  text: Generated<string>;
  keys: Generated<number[]>;
}

/** By which names a group is found: `nameText` and `nameKeys` of the contracts. */
export interface GroupNamesTable {
  chatId: string;
  text: string;
  keys: number[];
}

/** What messages must be told about one version; proto `MembershipChanged` as JSON. */
export interface MembershipPayload {
  chatId: string;
  version: number;
  group: Omit<GroupHead, '$typeName'>;
  changes: { userId: string; role: Role | '' }[];
  actorId: string;
  systemJson: string;
}

/** Changes that messages has not confirmed yet; deleted when it has. */
export interface PendingChangesTable {
  chatId: string;
  version: number;
  actorId: string;
  payload: ColumnType<MembershipPayload, string, never>;
}
