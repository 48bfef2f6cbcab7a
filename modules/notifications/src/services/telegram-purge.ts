import type { Db } from '../tables/database.ts';

const day = 86_400_000;

/** Replies are taken to what was told in the last 30 days; Telegram repeats updates for one. */
export async function telegramPurge(db: Db, now = Date.now()): Promise<void> {
  await db
    .deleteFrom('telegramMessages')
    .where('sentAt', '<', new Date(now - 30 * day))
    .execute();
  await db
    .deleteFrom('telegramUpdates')
    .where('receivedAt', '<', new Date(now - 7 * day))
    .where('isHandled', '=', true)
    .execute();
  await db.deleteFrom('telegramCodes').where('expiresAt', '<', new Date(now)).execute();
}
