import type { TelegramCode } from '@bridges/contracts';
import type { RateLimit } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { Db } from '../tables/database.ts';
import { telegramCodeIssue } from './telegram-code-issue.ts';

/** @throws AppError notifications.telegram_not_configured, notifications.telegram_unavailable, kit.rate_limited */
export async function telegramLinkBegin(
  db: Db,
  { linkLimit, bot }: { linkLimit: RateLimit; bot: { learn: () => Promise<string> } | undefined },
  userId: string,
): Promise<TelegramCode> {
  if (!bot) throw errors.telegram_not_configured();
  await linkLimit.consume(userId);
  const username = await bot.learn().catch((cause: unknown) => {
    throw errors.telegram_unavailable({ cause });
  });
  const { code, expiresAt } = await telegramCodeIssue(db, userId);
  return { code, url: `https://t.me/${username}?start=${code}`, expiresAt: expiresAt.toISOString() };
}
