import { notificationCreate } from '../services/notification-create.ts';
import { telegramUnlink } from '../services/telegram-unlink.ts';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import type { TelegramLinkRow } from '../tables/telegram.ts';
import { say } from './bot-context.ts';
import type { Telegram } from './telegram.ts';
import type { BotContext } from './bot-context.ts';
import { wordsOf } from './words.ts';

/** That it is over is an entry of the inbox, whoever ended it. */
export const unlinkNote = (
  trx: Trx,
  { userId, name }: TelegramLinkRow,
): Promise<NotificationRow | undefined> =>
  notificationCreate(trx, { userId, kind: 'telegram_unlinked', details: { name } });

/** Unlinks; the bot says so, which nobody waits for. */
export async function unlinkInSettings(
  db: BotContext['db'],
  { bot, announceEntry }: Pick<Telegram, 'bot' | 'announceEntry'>,
  userId: string,
): Promise<void> {
  const ended = await db.transaction().execute(async (trx) => {
    const link = await telegramUnlink(trx, { userId });
    return link && { link, entry: await unlinkNote(trx, link) };
  });
  if (!ended) return;
  const { link, entry } = ended;
  if (entry) announceEntry(entry);
  if (bot) void say(bot.context, link.telegramId, wordsOf(link.locale).unlinkedThere);
}

/** A changed password ends the link as it ends sessions; to be called after the commit: the bot says so. */
export async function unlinkForSafety(
  trx: Trx,
  { bot, announceEntry }: { bot: BotContext | undefined; announceEntry: BotContext['announceEntry'] },
  userId: string,
): Promise<() => void> {
  const link = await telegramUnlink(trx, { userId });
  const entry = link && (await unlinkNote(trx, link));
  return () => {
    if (entry) announceEntry(entry);
    if (link && bot) void say(bot, link.telegramId, wordsOf(link.locale).unlinkedForSafety);
  };
}
