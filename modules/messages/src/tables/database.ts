import type { ColumnType, Kysely } from 'kysely';

export type ChatKind = 'direct' | 'saved' | 'group';
export type MemberRole = 'owner' | 'admin' | 'member';

export interface ChatsTable {
  id: string;
  kind: ChatKind;
  title: string | null;
  handle: string | null;
  isPublic: ColumnType<boolean, boolean | undefined, boolean>;
  /** Direct and saved chats: the two users in ascending order; one pair has one chat. */
  userLow: string | null;
  userHigh: string | null;
  createdBy: string | null;
  createdAt: Date;
  lastActivityAt: Date;
  /** Row counter: seq of the newest message. */
  lastSeq: ColumnType<number, number | undefined, number>;
  /** Who has read furthest, how far, and how far the next one: enough to tell anyone how far others have read. */
  topReader: string | null;
  topReadSeq: ColumnType<number, number | undefined, number>;
  secondReadSeq: ColumnType<number, number | undefined, number>;
  /** Newest change of the group's membership that was applied. */
  membershipVersion: ColumnType<number, number | undefined, number>;
}

export interface ChatMembersTable {
  chatId: string;
  userId: string;
  role: MemberRole;
  joinedAt: Date;
  readSeq: ColumnType<number, number | undefined, number>;
}

export interface MessagesTable {
  chatId: string;
  seq: number;
  senderId: string;
  kind: 'text' | 'system';
  body: string;
  clientId: string;
  /** Of the body as it was sent: the same client id with another body is refused. */
  fingerprint: string;
  createdAt: Date;
}

export interface SyncEpochTable {
  isOnly: ColumnType<boolean, boolean | undefined, never>;
  epoch: string;
  systemIdentifier: string | null;
}

export interface Database {
  chats: ChatsTable;
  chatMembers: ChatMembersTable;
  messages: MessagesTable;
  syncEpoch: SyncEpochTable;
}

/** What selectors get: no way to write. */
export type Reader = Pick<Kysely<Database>, 'selectFrom' | 'fn'>;
