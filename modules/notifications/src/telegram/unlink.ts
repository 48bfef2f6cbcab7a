import { telegramUnlink } from '../services/telegram-unlink.ts';
import type { Db, Trx } from '../tables/database.ts';
import type { TelegramLinkRow } from '../tables/telegram.ts';
import { say } from './bot-context.ts';
import type { BotContext } from './bot-context.ts';
import { wordsOf } from './words.ts';

/** Unlinks; the bot says so, which nobody waits for. */
export async function unlinkInSettings(db: Db, bot: BotContext | undefined, userId: string): Promise<void> {
  const link = await db.transaction().execute((trx) => telegramUnlink(trx, { userId }));
  if (link && bot) void say(bot, link.telegramId, wordsOf(link.locale).unlinkedThere);
}

/** A changed password ends the link as it ends sessions; to be called after the commit: the bot says so. */
export async function unlinkForSafety(
  trx: Trx,
  bot: BotContext | undefined,
  userId: string,
): Promise<() => void> {
  const link: TelegramLinkRow | undefined = await telegramUnlink(trx, { userId });
  return () => {
    if (link && bot) void say(bot, link.telegramId, wordsOf(link.locale).unlinkedForSafety);
  };
}
