import { AppError } from '@bridges/kit';
import { telegramMessageCleared } from '../services/telegram-message-keep.ts';
import type { Trx } from '../tables/database.ts';
import type { TelegramLinkRow, TelegramMessageRow } from '../tables/telegram.ts';
import { bestEffort } from './bot-context.ts';
import type { AfterCommit, BotContext } from './bot-context.ts';
import { keyboardOf, linkButton } from './telling-text.ts';
import { toldBy } from './told-by.ts';
import type { TelegramPress, TelegramShown } from './update.ts';
import { wordsOf } from './words.ts';

const hourMs = 3_600_000;
type ToldOfChat = TelegramMessageRow & { chatId: string; lastSeq: number };

/** "Mark read" and "mute 1 h", for the chat that the message told of. */
export async function buttonPress(
  context: BotContext,
  trx: Trx,
  link: TelegramLinkRow,
  press: TelegramPress & { message: TelegramShown },
): Promise<AfterCommit> {
  const words = wordsOf(link.locale);
  const toast = (text: string) => () => answerPress(context, press.id, text);
  const told = await toldBy(trx, link, press.message);
  if (!told || told.chatId === null || told.lastSeq === null) return toast(words.tooOld);
  const ofChat = { ...told, chatId: told.chatId, lastSeq: told.lastSeq };
  try {
    if (press.data === 'read') return await markRead(context, trx, link, ofChat, toast(words.markedRead));
    if (press.data === 'mute') return await mute(context, link, ofChat, toast(words.muted));
    return toast(words.failed);
  } catch (error) {
    // Of messages: she may not any more. Anything else is tried again.
    if (!(error instanceof AppError) || error.isRetryable) throw error;
    return toast(error.code === 'messages.chat_not_found' ? words.gone : words.failed);
  }
}

/** Ends the waiting of whoever pressed; too late is no harm. */
export async function answerPress({ client, log }: BotContext, id: string, text = ''): Promise<void> {
  await bestEffort(log, () => client.call((api) => api.answerCallbackQuery(id, { text })));
}

async function markRead(
  { messages, client, log }: BotContext,
  trx: Trx,
  { locale }: TelegramLinkRow,
  { userId, telegramId, messageId, chatId, lastSeq }: ToldOfChat,
  toast: AfterCommit,
): Promise<AfterCommit> {
  // Reading takes back what the bot told of the chat, but not this one: it shows what became of it.
  await telegramMessageCleared(trx, { telegramId, messageId });
  await messages.markRead({ userId, chatId, seq: lastSeq }, { deadlineMs: 5000 });
  return async () => {
    await toast();
    await bestEffort(log, () =>
      client.call((api) => api.editMessageText(telegramId, messageId, wordsOf(locale).read)),
    );
  };
}

async function mute(
  context: BotContext,
  { locale }: TelegramLinkRow,
  { userId, telegramId, messageId, chatId, lastSeq }: ToldOfChat,
  toast: AfterCommit,
): Promise<AfterCommit> {
  await context.messages.muteChat({ userId, chatId, untilMs: Date.now() + hourMs }, { deadlineMs: 5000 });
  return async () => {
    await toast();
    const words = wordsOf(locale);
    const link = linkButton(words, context.publicUrl(), `/chat/${chatId}/${lastSeq}`);
    const keyboard = keyboardOf(words, link, true);
    await bestEffort(context.log, () =>
      context.client.call((api) =>
        api.editMessageReplyMarkup(telegramId, messageId, { reply_markup: { inline_keyboard: keyboard } }),
      ),
    );
  };
}
