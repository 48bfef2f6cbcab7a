import { telegramUnlink } from '../services/telegram-unlink.ts';
import type { Db } from '../tables/database.ts';
import { say } from './bot-context.ts';
import type { BotContext } from './bot-context.ts';
import { wordsOf } from './words.ts';

/** Unlinks; the bot says so, which nobody waits for. */
export async function unlinkInSettings(db: Db, bot: BotContext | undefined, userId: string): Promise<void> {
  const link = await db.transaction().execute((trx) => telegramUnlink(trx, { userId }));
  if (link && bot) void say(bot, link.telegramId, wordsOf(link.locale).unlinkedThere);
}
