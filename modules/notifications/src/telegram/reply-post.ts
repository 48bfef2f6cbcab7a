import type { Failure } from '@bridges/contracts/proto';
import { AppError, kitErrors } from '@bridges/kit';
import { telegramClientId } from '../policies/telegram-client-id.ts';
import { telegramMessageAnswered } from '../services/telegram-message-keep.ts';
import type { Trx } from '../tables/database.ts';
import type { TelegramLinkRow, TelegramMessageRow } from '../tables/telegram.ts';
import { bestEffort, say } from './bot-context.ts';
import type { AfterCommit, BotContext } from './bot-context.ts';
import { toldBy } from './told-by.ts';
import type { TelegramMessage, TelegramShown } from './update.ts';
import { wordsOf } from './words.ts';
import type { BotWords } from './words.ts';

/**
 * Posts an answer to a message of the bot into the chat that message told of, as the user it told. Whether she may is
 * decided by messages, now.
 */
export async function replyPost(
  context: BotContext,
  trx: Trx,
  link: TelegramLinkRow,
  message: TelegramMessage & { reply_to_message: TelegramShown },
): Promise<AfterCommit> {
  const { telegramId, userId } = link;
  const words = wordsOf(link.locale);
  const sayHere = (text: string) => () => say(context, telegramId, text, message.message_id);
  const told = await toldBy(trx, link, message.reply_to_message);
  if (!told) return sayHere(words.tooOld);
  if (told.chatId === null) return sayHere(words.replyToAnswer);
  if (message.text === undefined) return sayHere(words.onlyText);
  const { chatId } = told;
  // At once and for itself: reading it takes back what the bot told, and this shall stay above her answer.
  await telegramMessageAnswered(context.db, told);
  const refusal =
    (await read(context, { userId, chatId, seq: told.lastSeq ?? 0 })) ??
    (await append(context, { ...told, chatId }, message, message.text));
  if (refusal !== undefined) return sayHere(words.notPosted(reasonOf(words, refusal)));
  return () => confirm(context, telegramId, message.message_id);
}

/** Who answers has read what she answers, also for the ways she was told of it. Answers why not. */
async function read(
  { messages }: BotContext,
  place: { userId: string; chatId: string; seq: number },
): Promise<string | undefined> {
  try {
    await messages.markRead(place, { deadlineMs: 2500 });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.isRetryable) throw error;
    return error.code;
  }
}

/** Answers why it was refused. @throws AppError when it may succeed later */
async function append(
  { messages, botId }: BotContext,
  told: TelegramMessageRow & { chatId: string },
  message: TelegramMessage,
  text: string,
): Promise<string | undefined> {
  const send = {
    chatId: told.chatId,
    senderId: told.userId,
    clientId: telegramClientId(botId, told.telegramId, message.message_id),
    text,
  };
  // What was told of several messages answers none of them in particular.
  const isOfOne = told.lastSeq !== null && told.firstSeq === told.lastSeq;
  const extrasJson = isOfOne ? JSON.stringify({ replyTo: { seq: told.lastSeq } }) : '';
  for (const extras of new Set([extrasJson, ''])) {
    const { results } = await messages.appendMessages(
      { sends: [{ ...send, extrasJson: extras }] },
      { deadlineMs: 2500, routeBy: told.chatId },
    );
    const outcome = results[0]?.outcome;
    if (outcome?.case !== 'failure') return undefined;
    const failure = outcome.value;
    // It was posted before, in the other of the two forms.
    if (failure.code === 'messages.client_id_reused') return undefined;
    if (!isFinal(failure)) throw kitErrors.unavailable();
    // Deleted meanwhile: the answer is still an answer to the chat.
    if (failure.code !== 'messages.reply_target_not_found') return failure.code;
  }
  return undefined;
}

const isFinal = ({ code, isRetryable }: Failure): boolean => !isRetryable || code === 'messages.slow_mode';

const reasonOf = (words: BotWords, code: string): string => words.refusals[code] ?? words.refusedOtherwise;

/** A mark on her message instead of one more message of the bot's. */
async function confirm({ client, log }: BotContext, telegramId: number, messageId: number): Promise<void> {
  await bestEffort(log, () =>
    client.call((api) => api.setMessageReaction(telegramId, messageId, [{ type: 'emoji', emoji: '👌' }])),
  );
}
