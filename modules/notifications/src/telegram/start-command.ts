import { AppError } from '@bridges/kit';
import { telegramLinkOf } from '../selectors/telegram-links.ts';
import { telegramLink } from '../services/telegram-link.ts';
import type { LinkMade } from '../services/telegram-link.ts';
import { telegramUnlink } from '../services/telegram-unlink.ts';
import type { Trx } from '../tables/database.ts';
import { say } from './bot-context.ts';
import type { AfterCommit, BotContext } from './bot-context.ts';
import type { TelegramSender } from './update.ts';
import { localeOf, wordsOf } from './words.ts';

/** `/start CODE`: links, if the code is good. */
export async function startByCode(
  context: BotContext,
  trx: Trx,
  from: TelegramSender,
  code: string,
): Promise<AfterCommit> {
  const locale = localeOf(from.language_code);
  const words = wordsOf(locale);
  try {
    await context.limits.tries.consume(String(from.id));
  } catch (error) {
    if (!(error instanceof AppError) || error.entry.status !== 429) throw error;
    return () => say(context, from.id, words.tooManyTries);
  }
  const account = { telegramId: from.id, name: nameOf(from), username: from.username ?? null, locale };
  const made = await telegramLink(trx, code, account);
  if (!made) return () => say(context, from.id, words.badCode);
  return () => tellLinked(context, from.id, made, locale);
}

/** `/start`, `/help`, or words that answer nothing. */
export async function explain(
  context: BotContext,
  trx: Trx,
  from: TelegramSender,
  isQuestion: boolean,
): Promise<AfterCommit> {
  const link = await telegramLinkOf(trx, { telegramId: from.id });
  const words = wordsOf(link?.locale ?? localeOf(from.language_code));
  const text = link ? (isQuestion ? words.help : words.replyToAnswer) : words.howToLink;
  return () => say(context, from.id, text);
}

/** `/stop`. */
export async function stopTelling(context: BotContext, trx: Trx, from: TelegramSender): Promise<AfterCommit> {
  const link = await telegramUnlink(trx, { telegramId: from.id });
  const words = wordsOf(link?.locale ?? localeOf(from.language_code));
  return () => say(context, from.id, link ? words.unlinked : words.notLinked);
}

async function tellLinked(
  context: BotContext,
  telegramId: number,
  made: LinkMade,
  locale: 'en' | 'ru',
): Promise<void> {
  await context.limits.tries.reset(String(telegramId));
  const words = wordsOf(locale);
  const { replaced } = made;
  if (replaced) await say(context, replaced.telegramId, wordsOf(replaced.locale).replaced);
  if (made.isSame) return say(context, telegramId, words.alreadyLinked);
  const { users } = await context.accounts.getUsers({ ids: [made.userId] }, { deadlineMs: 3000 });
  const linked = words.linked(users[0]?.displayName ?? '…');
  await say(context, telegramId, made.isMoved ? `${linked}\n${words.movedFrom}` : linked);
}

/** For the settings page: who chose it may have put anything there. */
function nameOf({ first_name: first, last_name: last, id }: TelegramSender): string {
  const name = [first, last]
    .join(' ')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name.slice(0, 128) || String(id);
}
