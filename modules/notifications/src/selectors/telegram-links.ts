import type { Reader } from '../tables/database.ts';
import type { TelegramLinkRow } from '../tables/telegram.ts';

export async function telegramLinkOf(
  db: Reader,
  whose: { userId: string } | { telegramId: number },
): Promise<TelegramLinkRow | undefined> {
  return db
    .selectFrom('telegramLinks')
    .selectAll()
    .where((eb) => eb.and(whose))
    .executeTakeFirst();
}

/** Which of these users the bot may write to. */
export async function telegramReachable(db: Reader, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('telegramLinks')
    .select('userId')
    .where('userId', 'in', userIds)
    .where('blockedAt', 'is', null)
    .execute();
  return new Set(rows.map(({ userId }) => userId));
}

/** Whether anybody may be written to at all. */
export async function isTelegramUsed(db: Reader): Promise<boolean> {
  const row = await db
    .selectFrom('telegramLinks')
    .select('userId')
    .where('blockedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
