import type { Insertable } from 'kysely';
import type { Db, Trx } from '../tables/database.ts';
import type { TelegramMessageRow, TelegramMessagesTable } from '../tables/telegram.ts';

export type MessageKey = Pick<TelegramMessageRow, 'telegramId' | 'messageId'>;

/** Remembers what a message of the bot is about. */
export async function telegramMessageKeep(
  db: Db,
  message: Omit<Insertable<TelegramMessagesTable>, 'sentAt'>,
): Promise<void> {
  await db
    .insertInto('telegramMessages')
    .values({ ...message, sentAt: new Date() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** She answered it or pressed one of its buttons. */
export async function telegramMessageAnswered(db: Db | Trx, key: MessageKey): Promise<void> {
  await db
    .updateTable('telegramMessages')
    .set({ isAnswered: true })
    .where((eb) => eb.and({ telegramId: key.telegramId, messageId: key.messageId }))
    .execute();
}

/** All that the bot told of a chat up to here was read; answers what Telegram still shows as unread. */
export async function telegramMessagesRead(
  db: Db | Trx,
  { userId, chatId, upToSeq }: { userId: string; chatId: string; upToSeq: number },
): Promise<TelegramMessageRow[]> {
  return db
    .updateTable('telegramMessages')
    .set({ readAt: new Date() })
    .where((eb) => eb.and({ userId, chatId, isCleared: false }))
    .where('lastSeq', '<=', upToSeq)
    .returningAll()
    .execute();
}

/** Telegram shows it as read, or no more. It stays answerable: an answer may be under way. */
export async function telegramMessageCleared(db: Db | Trx, key: MessageKey): Promise<void> {
  await db
    .updateTable('telegramMessages')
    .set({ isCleared: true })
    .where((eb) => eb.and({ telegramId: key.telegramId, messageId: key.messageId }))
    .execute();
}
