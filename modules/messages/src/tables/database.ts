import type { GroupInfo, MessageContent, Reaction } from '@bridges/contracts';
import type { ColumnType, Kysely } from 'kysely';
import type { ChatMarksTable, FoldersTable, UserRevsTable } from './marks.ts';
import type { RemindersTable, ScheduledMessagesTable } from './scheduled.ts';
import type { MessageSearchQueueTable, MessageSearchRebuildTable, MessageSearchTable } from './search.ts';

export type ChatKind = 'direct' | 'saved' | 'group';
export type MemberRole = 'owner' | 'admin' | 'member';
export type GroupState = 'open' | 'readOnly' | 'closed';

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
  /** Row counter of changes to what was there: messages and the head. */
  rev: ColumnType<number, number | undefined, number>;
  /** rev of the head's last change. */
  headRev: ColumnType<number, number | undefined, number>;
  postRole: ColumnType<MemberRole, MemberRole | undefined, MemberRole>;
  slowModeSeconds: ColumnType<number, number | undefined, number>;
  state: ColumnType<GroupState, GroupState | undefined, GroupState>;
  /** Direct chats: userLow has blocked userHigh; and the other way round. */
  isBlockedByLow: ColumnType<boolean, boolean | undefined, boolean>;
  isBlockedByHigh: ColumnType<boolean, boolean | undefined, boolean>;
  /** Direct chats: the account of one of the two is closed. */
  hasDeactivated: ColumnType<boolean, boolean | undefined, boolean>;
  /** What is shown of a group; null for other kinds. */
  groupInfo: ColumnType<GroupInfo | null, string | null | undefined, string | null>;
  /** Seqs of pinned messages, the oldest pin first. */
  pins: ColumnType<number[], number[] | undefined, number[]>;
  /** Of a group that is gone: the row stays, without members. */
  deletedAt: Date | null;
  /** Its messages are gone as well. */
  purgedAt: Date | null;
}

export interface ChatMembersTable {
  chatId: string;
  userId: string;
  role: MemberRole;
  joinedAt: Date;
  readSeq: ColumnType<number, number | undefined, number>;
  /** Where her history begins. */
  firstSeq: ColumnType<number, number | undefined, number>;
  /** She has deleted something here for herself. */
  hasHidden: ColumnType<boolean, boolean | undefined, boolean>;
  /** When she posted here last, for slow mode. */
  postedAt: Date | null;
}

/** What is counted of a message; absent: nothing. */
export interface Tally {
  reactions?: Reaction[];
  /** Votes by option. */
  votes?: number[];
  voterCount?: number;
}

export interface MessagesTable {
  chatId: string;
  seq: number;
  senderId: string;
  kind: 'text' | 'system' | 'deleted';
  body: string;
  clientId: string;
  /** Of the body as it was sent: the same client id with another body is refused. */
  fingerprint: string;
  createdAt: Date;
  /** The chat's rev of its last change; 0: never. */
  rev: ColumnType<number, number | undefined, number>;
  editedAt: Date | null;
  /** What it holds beside the body. */
  content: ColumnType<MessageContent | null, string | null | undefined, string | null>;
  tally: ColumnType<Tally | null, string | null | undefined, string | null>;
}

/** What a message said before an edit. */
export interface MessageEditsTable {
  chatId: string;
  seq: number;
  /** The chat's rev of the edit that replaced it. */
  rev: number;
  body: string;
  writtenAt: Date;
}

export interface MessageReactionsTable {
  chatId: string;
  seq: number;
  userId: string;
  emoji: string;
  createdAt: Date;
}

export interface MessageVotesTable {
  chatId: string;
  seq: number;
  userId: string;
  /** Place of the option, from 0. */
  choice: number;
  createdAt: Date;
}

/** What a user deleted for herself. */
export interface HiddenMessagesTable {
  userId: string;
  chatId: string;
  seq: number;
  /** Rev of her own marks when she did. */
  userRev: number;
}

/** Whom a message mentions, as its text is now; an edit that leaves a name in place tells nobody again. */
export interface MentionsTable {
  chatId: string;
  seq: number;
  userId: string;
}

/** What waits for a user's eyes. A mention counts only while it is beyond her read marker. */
export interface AttentionsTable {
  userId: string;
  chatId: string;
  kind: 'mention' | 'reaction';
  seq: number;
}

export interface SyncEpochTable {
  isOnly: ColumnType<boolean, boolean | undefined, never>;
  epoch: string;
  systemIdentifier: string | null;
}

/** The newest state of each block that accounts told, whether the two have a chat or not. */
export interface DirectBlocksTable {
  blockerId: string;
  blockedId: string;
  isBlocked: boolean;
  version: number;
}

/** The newest state of each account that was closed once, as accounts told. */
export interface DeactivationsTable {
  userId: string;
  isDeactivated: boolean;
  version: number;
}

/** What was said in an hour that is over. */
export interface MessageHoursTable {
  hour: Date;
  count: number;
}

export interface Database {
  chats: ChatsTable;
  chatMembers: ChatMembersTable;
  messages: MessagesTable;
  messageHours: MessageHoursTable;
  messageSearch: MessageSearchTable;
  messageSearchQueue: MessageSearchQueueTable;
  messageSearchRebuild: MessageSearchRebuildTable;
  messageEdits: MessageEditsTable;
  messageReactions: MessageReactionsTable;
  messageVotes: MessageVotesTable;
  hiddenMessages: HiddenMessagesTable;
  attentions: AttentionsTable;
  mentions: MentionsTable;
  userRevs: UserRevsTable;
  chatMarks: ChatMarksTable;
  folders: FoldersTable;
  scheduledMessages: ScheduledMessagesTable;
  reminders: RemindersTable;
  syncEpoch: SyncEpochTable;
  directBlocks: DirectBlocksTable;
  deactivations: DeactivationsTable;
}

/** What selectors get: no way to write. */
export type Reader = Pick<Kysely<Database>, 'selectFrom' | 'fn'>;
