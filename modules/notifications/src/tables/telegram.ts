import type { Generated, Selectable } from 'kysely';

/** Whose messages which Telegram account is told: one of each. */
export interface TelegramLinksTable {
  userId: string;
  /** Of the account and of its private chat with the bot. */
  telegramId: number;
  /** As the account calls itself; shown to the user, so that she sees whom she has linked. */
  name: string;
  username: string | null;
  /** What the bot speaks with her. */
  locale: 'en' | 'ru';
  linkedAt: Date;
  /** She stopped the bot in Telegram: it may not write until she lets it. */
  blockedAt: Date | null;
}
export type TelegramLinkRow = Selectable<TelegramLinksTable>;

/** Codes that wait to be shown to the bot; one a user. */
export interface TelegramCodesTable {
  /** SHA-256: what is stored here links nothing. */
  codeHash: Buffer;
  userId: string;
  expiresAt: Date;
}

/** What the bot told of which chat, to know what a reply or a button is about. Never what it said. */
export interface TelegramMessagesTable {
  telegramId: number;
  messageId: number;
  tellingId: string;
  userId: string;
  /** null: it told of no chat. */
  chatId: string | null;
  firstSeq: number | null;
  lastSeq: number | null;
  /** She answered or used it: it is not taken away under her hands. */
  isAnswered: Generated<boolean>;
  sentAt: Date;
  /** What it told was read. */
  readAt: Date | null;
  /** And Telegram shows it so. */
  isCleared: Generated<boolean>;
}
export type TelegramMessageRow = Selectable<TelegramMessagesTable>;

/** Updates that came: Telegram repeats what it was not seen to get an answer for. */
export interface TelegramUpdatesTable {
  updateId: number;
  /** false: a background task has it. */
  isHandled: boolean;
  receivedAt: Date;
}
