import type { Db, Trx } from '../tables/database.ts';

/** The person stopped the bot in Telegram, or lets it write again. The link stays: it is hers either way. */
export async function telegramBlock(db: Db | Trx, telegramId: number, isBlocked: boolean): Promise<void> {
  await db
    .updateTable('telegramLinks')
    .set({ blockedAt: isBlocked ? new Date() : null })
    .where('telegramId', '=', telegramId)
    .where('blockedAt', isBlocked ? 'is' : 'is not', null)
    .execute();
}

/** The bot speaks with her as the app does. */
export async function telegramLocaleSet(db: Db, userId: string, locale: 'en' | 'ru'): Promise<void> {
  await db.updateTable('telegramLinks').set({ locale }).where('userId', '=', userId).execute();
}
