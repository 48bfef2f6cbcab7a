import { AppError } from '@bridges/kit';
import { telegramLinkOf } from '../selectors/telegram-links.ts';
import { languagesOf } from '../services/languages.ts';
import { notificationCreate } from '../services/notification-create.ts';
import { telegramLink } from '../services/telegram-link.ts';
import type { LinkMade } from '../services/telegram-link.ts';
import { telegramLocaleSet } from '../services/telegram-link-update.ts';
import { telegramUnlink } from '../services/telegram-unlink.ts';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { say } from './bot-context.ts';
import type { AfterCommit, BotContext } from './bot-context.ts';
import type { TelegramSender } from './update.ts';
import { unlinkNote } from './unlink.ts';
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
  const entries = made.isSame ? [] : await linkNotes(trx, made, account.name);
  return () => {
    for (const entry of entries) context.announceEntry(entry);
    return tellLinked(context, from.id, made, locale);
  };
}

/** Whose messages go where is an entry of the inbox of each who is concerned: the code may have been a thief's. */
async function linkNotes(
  trx: Trx,
  { userId, movedFrom }: LinkMade,
  name: string,
): Promise<NotificationRow[]> {
  const details = { name };
  const entries = [
    movedFrom && (await unlinkNote(trx, movedFrom)),
    await notificationCreate(trx, { userId, kind: 'telegram_linked', details }),
  ];
  return entries.filter((entry) => entry !== undefined);
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
  const entry = link && (await unlinkNote(trx, link));
  return () => {
    if (entry) context.announceEntry(entry);
    return say(context, from.id, link ? words.unlinked : words.notLinked);
  };
}

async function tellLinked(
  context: BotContext,
  telegramId: number,
  made: LinkMade,
  ofTelegram: 'en' | 'ru',
): Promise<void> {
  await context.limits.tries.reset(String(telegramId));
  const { replaced, userId } = made;
  if (replaced) await say(context, replaced.telegramId, wordsOf(replaced.locale).replaced);
  const locale = await languageOf(context, userId, ofTelegram);
  const words = wordsOf(locale);
  if (made.isSame) return say(context, telegramId, words.alreadyLinked);
  const { users } = await context.accounts.getUsers({ ids: [made.userId] }, { deadlineMs: 3000 });
  const linked = words.linked(users[0]?.displayName ?? '…');
  await say(context, telegramId, made.movedFrom ? `${linked}\n${words.movedFrom}` : linked);
}

/** From now on the bot speaks the language of her account, if she chose one there. */
async function languageOf(
  { db, accounts }: Pick<BotContext, 'db' | 'accounts'>,
  userId: string,
  ofTelegram: 'en' | 'ru',
): Promise<'en' | 'ru'> {
  const locale = (await languagesOf(accounts, [userId])).get(userId) ?? ofTelegram;
  if (locale !== ofTelegram) await telegramLocaleSet(db, userId, locale);
  return locale;
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
