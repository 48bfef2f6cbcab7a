import { AppError } from '@bridges/kit';
import { sql } from 'kysely';
import { telegramLinkOf } from '../selectors/telegram-links.ts';
import { closedAmong } from '../services/telling-facts.ts';
import { telegramBlock } from '../services/telegram-link-update.ts';
import type { Trx } from '../tables/database.ts';
import { answerPress, buttonPress } from './button-press.ts';
import { say } from './bot-context.ts';
import type { AfterCommit, BotContext } from './bot-context.ts';
import { replyPost } from './reply-post.ts';
import { explain, startByCode, stopTelling } from './start-command.ts';
import type { TelegramMessage, TelegramPress, TelegramUpdate } from './update.ts';
import { localeOf, wordsOf } from './words.ts';

/** Numbers of this kind of lock; the other half is the account. */
const accountLock = 7_262_474;

/** Carries out what somebody did in Telegram. Only private chats count: in a group others would read along. */
export async function routeUpdate(
  context: BotContext,
  trx: Trx,
  update: TelegramUpdate,
): Promise<AfterCommit | undefined> {
  const { message, callback_query: press, my_chat_member: membership } = update;
  if (message?.chat.type === 'private') return routeMessage(context, trx, message);
  if (press?.message?.chat.type === 'private') return routePress(context, trx, press);
  if (membership?.chat.type === 'private') {
    await takeTurn(trx, membership.from.id);
    await telegramBlock(trx, membership.from.id, membership.new_chat_member.status === 'kicked');
  }
  return undefined;
}

async function routeMessage(
  context: BotContext,
  trx: Trx,
  message: TelegramMessage,
): Promise<AfterCommit | undefined> {
  const { from, text = '', reply_to_message: answered } = message;
  // In a private chat the account and the chat have one id.
  if (!from || from.id !== message.chat.id) return undefined;
  await takeTurn(trx, from.id);
  const [, command, argument = ''] = /^\/(\w+)(?:@\w+)?\s*(.*)$/s.exec(text) ?? [];
  if (command === 'start' && argument !== '') return startByCode(context, trx, from, argument.trim());
  if (command === 'stop' || command === 'unlink' || /^(unlink|отвязать)$/i.test(text.trim()))
    return stopTelling(context, trx, from);
  if (!answered || command !== undefined) return explain(context, trx, from, command !== undefined);
  const link = await telegramLinkOf(trx, { telegramId: from.id });
  if (!link) return () => say(context, from.id, wordsOf(localeOf(from.language_code)).notLinked);
  if (await isTooFast(context, from.id))
    return () => say(context, from.id, wordsOf(link.locale).tooFast, message.message_id);
  if (await isClosed(context, link.userId))
    return () => say(context, from.id, wordsOf(link.locale).deactivated, message.message_id);
  return replyPost(context, trx, link, { ...message, reply_to_message: answered });
}

async function routePress(context: BotContext, trx: Trx, press: TelegramPress): Promise<AfterCommit> {
  const { from, message } = press;
  await takeTurn(trx, from.id);
  const link = await telegramLinkOf(trx, { telegramId: from.id });
  const words = wordsOf(link?.locale ?? localeOf(from.language_code));
  if (!link || !message) return () => answerPress(context, press.id, words.notLinked);
  if (await isTooFast(context, from.id)) return () => answerPress(context, press.id, words.tooFast);
  if (await isClosed(context, link.userId)) return () => answerPress(context, press.id, words.deactivated);
  return buttonPress(context, trx, link, { ...press, message });
}

/** What one account does is carried out one after another, over all copies of the service. */
async function takeTurn(trx: Trx, telegramId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${accountLock}, hashint8(${telegramId}))`.execute(trx);
}

/** Whose account is closed can do nothing from here, either. @throws AppError while accounts can't tell */
const isClosed = async ({ accounts }: BotContext, userId: string): Promise<boolean> =>
  (await closedAmong(accounts, [userId])).has(userId);

async function isTooFast({ limits }: BotContext, telegramId: number): Promise<boolean> {
  try {
    await limits.acts.consume(String(telegramId));
    return false;
  } catch (error) {
    if (error instanceof AppError && error.entry.status === 429) return true;
    throw error;
  }
}
