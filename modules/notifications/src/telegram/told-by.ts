import { kitErrors } from '@bridges/kit';
import { telegramMessageOf } from '../selectors/telegram-messages.ts';
import type { Trx } from '../tables/database.ts';
import type { TelegramLinkRow, TelegramMessageRow } from '../tables/telegram.ts';
import type { TelegramShown } from './update.ts';

/** Longer than it takes to note what was said, and short enough to wait for. */
const youngSeconds = 10;

/**
 * What a message of the bot told her; undefined: it is too old, or told somebody else, or nothing.
 *
 * @throws AppError when it may be known in a moment: she can see a message before Telegram's answer has reached us,
 *   and be quicker than the note of it
 */
export async function toldBy(
  trx: Trx,
  { telegramId, userId }: TelegramLinkRow,
  { message_id: messageId, date }: TelegramShown,
): Promise<TelegramMessageRow | undefined> {
  const told = await telegramMessageOf(trx, { telegramId, userId, messageId });
  if (!told && Math.abs(Date.now() / 1000 - date) < youngSeconds) throw kitErrors.unavailable();
  return told;
}
