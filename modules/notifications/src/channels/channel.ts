/** How somebody who is not looking may be told, in the order of the ladder. */
export type ChannelName = 'push' | 'telegram' | 'email';

export const channelNames = ['push', 'telegram', 'email'] as const satisfies readonly ChannelName[];

interface AnyTelling {
  /** UUIDv7 of the delivery: the idempotency key, the same at every attempt. */
  id: string;
  userId: string;
  locale: 'en' | 'ru';
  /** All that is unread for her, over all chats. */
  unreadTotal: number;
  /** Asked for by "send me a test": told whatever the hour, and leads nowhere. */
  isTest: boolean;
}

export interface ToldMessage {
  seq: number;
  senderId: string;
  senderName: string;
  /** An excerpt without markup, one line or more, never empty: a picture is told as such in her language. */
  text: string;
  /** RFC 3339. */
  sentAt: string;
  isMention: boolean;
}

/** What one step tells one person about one chat: all unread messages that came since, merged. */
export interface MessagesTelling extends AnyTelling {
  kind: 'messages';
  /** `title` as this person sees it: of a direct chat the other's name. */
  chat: { id: string; kind: 'direct' | 'saved' | 'group'; title: string };
  /** The newest ten at most, oldest first, as she may read them at the moment of sending. Never empty. */
  messages: ToldMessage[];
  /** How many unread messages were merged, those not shown included. */
  count: number;
}

/** What the inbox tells of that is no message: an invitation, a request, a sign-in; and a test. */
export interface EntryTelling extends AnyTelling {
  kind: 'entry';
  /** Id of the inbox entry; of a test the id of the telling. */
  entryId: string;
  /** In her language, without markup, one line. May hold names that people chose. */
  title: string;
  text: string;
  /** Where it leads, within PUBLIC_URL: `/inbox`. */
  path: string;
}

export type Telling = MessagesTelling | EntryTelling;

/** Notes are for the trace: short, without names, texts, addresses or tokens. */
export type Outcome =
  | { kind: 'delivered'; note?: string }
  /** No address any more (410, the bot was blocked). The channel has cleaned up. */
  | { kind: 'gone'; note: string }
  /** Will never work for this telling. */
  | { kind: 'refused'; note: string }
  /** 429 with its seconds, an outage: the ladder tries again with the same telling id. */
  | { kind: 'later'; afterMs: number; note: string };

/** One way to tell. It knows addresses and its protocol; when, whether and what is the ladder's. */
export interface Channel {
  readonly name: ChannelName;
  /** Set up by the operator? Without it the channel is absent, not broken. */
  readonly isConfigured: boolean;
  /** Which of these users have an address on this channel now. One query for up to 1,000. */
  reachable(userIds: readonly string[]): Promise<Set<string>>;
  /** Whether anybody has an address on this channel; without it somebody may. Saves looking for readers. */
  isUsed?(): Promise<boolean>;
  /** May be called again with the same id after a crash. Throws only for bugs; everything expected is an outcome. */
  tell(telling: Telling): Promise<Outcome>;
  /** What was told was read: take it back where the channel can. Best effort. */
  clear?(userId: string, chatId: string, upToSeq: number): Promise<void>;
}
