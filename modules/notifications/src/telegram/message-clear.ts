import { telegramMessageCleared } from '../services/telegram-message-keep.ts';
import type { TelegramMessageRow } from '../tables/telegram.ts';
import type { BotContext } from './bot-context.ts';
import { TelegramFailure } from './telegram-failure.ts';
import { wordsOf } from './words.ts';

/** Takes back what was read. What she answered stays to be seen above her answer. False: Telegram may take it later. */
export async function clearMessage(
  { db, client, log }: Pick<BotContext, 'db' | 'client' | 'log'>,
  message: TelegramMessageRow,
  locale: 'en' | 'ru',
): Promise<boolean> {
  const { telegramId, messageId, isAnswered } = message;
  const strip = () => client.call((api) => api.editMessageReplyMarkup(telegramId, messageId));
  const shorten = () =>
    client.call((api) => api.editMessageText(telegramId, messageId, wordsOf(locale).read));
  const remove = () => client.call((api) => api.deleteMessage(telegramId, messageId));
  try {
    if (isAnswered) await strip();
    // After two days a bot may not delete what it wrote.
    else
      await remove().catch((failure: unknown) => (isRefused(failure) ? shorten() : Promise.reject(failure)));
    await telegramMessageCleared(db, message);
    return true;
  } catch (failure) {
    if (isRefused(failure)) {
      await telegramMessageCleared(db, message);
      return true;
    }
    log.debug({ err: failure }, 'What was read could not be taken back in Telegram.');
    return false;
  }
}

const isRefused = (failure: unknown): boolean => failure instanceof TelegramFailure && !failure.isPassing;
