import { telegramLinkOf } from '../selectors/telegram-links.ts';
import { messagesToClear } from '../selectors/telegram-messages.ts';
import type { BotContext } from './bot-context.ts';
import { clearMessage } from './message-clear.ts';

const mostAtOnce = 200;

/** Takes back what could not be taken back when it was read. Ends at the first that fails: the next time comes. */
export async function clearRead(context: BotContext): Promise<void> {
  for (const message of await messagesToClear(context.db, mostAtOnce)) {
    const link = await telegramLinkOf(context.db, { userId: message.userId });
    if (!link || link.blockedAt) continue;
    if (!(await clearMessage(context, message, link.locale))) return;
  }
}
