import type { ColumnType, Generated, Selectable } from 'kysely';
import type { ChannelName } from '../channels/channel.ts';

/** How a person wants to be told; no row: as `policies/ladder-defaults.ts` says. */
export interface LadderSettingsTable {
  userId: string;
  locale: 'en' | 'ru';
  isPushOn: boolean;
  isTelegramOn: boolean;
  isEmailOn: boolean;
  pushDelaySeconds: number;
  telegramDelaySeconds: number;
  emailDelaySeconds: number;
  /** Minutes since midnight in her time zone; null: no quiet hours. */
  quietFromMinutes: number | null;
  quietToMinutes: number | null;
  /** IANA. */
  timeZone: string;
}
export type LadderSettings = Omit<Selectable<LadderSettingsTable>, 'userId'>;

/** Chats with messages whose readers are still to be looked for: one row a chat, however many messages. */
export interface PendingChatsTable {
  chatId: string;
  firstSeq: number;
  lastSeq: number;
  /** When the first of them was stored: delays count from there. */
  firstAt: Date;
  /** Null: all were looked for. The row stays, to say when the next look may be. */
  dueAt: Date | null;
  /** Not before: large chats are not looked through at every message. */
  readyAt: Date;
  /** Members up to this id are done. */
  doneUntil: string | null;
  /** Some process is at it until then. */
  claimedUntil: Date | null;
  /** Who wrote the last of them, and when. */
  lastSenderId: string | null;
  lastAt: Date | null;
  /** When members are looked for who are to find it in their inboxes; null: all were. */
  entriesDueAt: Date | null;
  /** Not before: chats where all who are away have their entry are looked through ever less often. */
  entriesReadyAt: Date | null;
  entriesRestSeconds: Generated<number>;
  /** Members up to this id have theirs. */
  entriesDoneUntil: string | null;
  entriesClaimedUntil: Date | null;
}

/** One step of the ladder that waits for its time: of a person, about a chat or an entry, on a channel. */
export interface PendingTellingsTable {
  id: string;
  userId: string;
  channel: ChannelName;
  chatId: string | null;
  entryId: string | null;
  /** Of a chat: what has come since the first; of an entry 0. */
  firstSeq: number;
  lastSeq: number;
  isMention: boolean;
  firstAt: Date;
  dueAt: Date;
}
export type PendingTelling = Selectable<PendingTellingsTable>;

/** Up to where somebody was told of a chat on a channel; gone when she has read that far. */
export interface ToldMarksTable {
  userId: string;
  chatId: string;
  channel: ChannelName;
  seq: number;
  toldAt: Date;
}

/** What is being told. The row goes with its trace, in one statement. */
export interface DeliveriesTable {
  id: string;
  userId: string;
  channel: ChannelName;
  chatId: string | null;
  entryId: string | null;
  firstSeq: number;
  lastSeq: number;
  firstAt: Date;
  dueAt: Date;
  /** How often the channel was asked. */
  attempts: ColumnType<number, number | undefined, number>;
}
export type Delivery = Selectable<DeliveriesTable>;

export type TraceStep = ChannelName | 'app';

/** What was decided and why, for seven days. Never what a message says, nor an address. */
export interface DeliveryTraceTable {
  id: string;
  userId: string;
  chatId: string | null;
  entryId: string | null;
  firstSeq: number;
  lastSeq: number;
  step: TraceStep;
  code: string;
  details: ColumnType<Record<string, unknown>, string, string>;
  decidedAt: Date;
}
export type TraceRow = Selectable<DeliveryTraceTable>;

/** The pair that push services know this installation by. The private key leaves the database for signing only. */
export interface PushKeysTable {
  isOnly: ColumnType<boolean, boolean | undefined, never>;
  publicKey: string;
  privateKey: string;
  createdAt: Date;
}

/** A browser that wants to be told. */
export interface PushSubscriptionsTable {
  id: string;
  userId: string;
  /** The sign-in it was made with. */
  sessionId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  /** Its session is over: it hears that something waits, and nothing of what. */
  isSignedOut: ColumnType<boolean, boolean | undefined, boolean>;
  createdAt: Date;
  /** The latest tellings that its push service took: not given to it again. */
  toldIds: ColumnType<string[], string[] | undefined, string[]>;
}
export type PushSubscriptionRow = Selectable<PushSubscriptionsTable>;
