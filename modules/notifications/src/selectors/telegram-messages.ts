import type { Reader } from '../tables/database.ts';
import type { TelegramMessageRow } from '../tables/telegram.ts';

/** What a message of the bot told this user; undefined: it is too old, or was told to another. */
export async function telegramMessageOf(
  db: Reader,
  where: Pick<TelegramMessageRow, 'telegramId' | 'messageId' | 'userId'>,
): Promise<TelegramMessageRow | undefined> {
  const { telegramId, messageId, userId } = where;
  return db
    .selectFrom('telegramMessages')
    .selectAll()
    .where((eb) => eb.and({ telegramId, messageId, userId }))
    .executeTakeFirst();
}

export async function wasTold(db: Reader, tellingId: string): Promise<boolean> {
  const row = await db
    .selectFrom('telegramMessages')
    .select('messageId')
    .where('tellingId', '=', tellingId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What was read in the last two days and is still shown as unread: Telegram did not answer then. */
export async function messagesToClear(db: Reader, limit: number): Promise<TelegramMessageRow[]> {
  return db
    .selectFrom('telegramMessages')
    .selectAll()
    .where('readAt', '>', new Date(Date.now() - 2 * 86_400_000))
    .where('isCleared', '=', false)
    .orderBy('readAt')
    .limit(limit)
    .execute();
}
