import type { Trx } from '../tables/database.ts';
import type { TelegramLinkRow } from '../tables/telegram.ts';
import { telegramCodeHash } from './telegram-code-issue.ts';

export type TelegramAccount = Pick<TelegramLinkRow, 'telegramId' | 'name' | 'username' | 'locale'>;

export interface LinkMade {
  userId: string;
  /** She had linked another account: it is told that it is over. */
  replaced: TelegramLinkRow | undefined;
  /** This account was linked to another user before. */
  movedFrom: TelegramLinkRow | undefined;
  isSame: boolean;
}

/**
 * Links an account to the user the code was given to. A code works once, whoever uses it; one account has one user
 * and one user one account, the latest. Undefined: the code is not valid (any more).
 */
export async function telegramLink(
  trx: Trx,
  code: string,
  account: TelegramAccount,
): Promise<LinkMade | undefined> {
  const spent = await trx
    .deleteFrom('telegramCodes')
    .where('codeHash', '=', telegramCodeHash(code))
    .returning(['userId', 'expiresAt'])
    .executeTakeFirst();
  if (!spent || spent.expiresAt.getTime() <= Date.now()) return undefined;
  const { userId } = spent;
  const { telegramId } = account;
  const before = await trx
    .deleteFrom('telegramLinks')
    .where((eb) => eb.or([eb('userId', '=', userId), eb('telegramId', '=', telegramId)]))
    .returningAll()
    .execute();
  await trx
    .insertInto('telegramLinks')
    .values({ userId, ...account, linkedAt: new Date(), blockedAt: null })
    .execute();
  const isSame = before.some((link) => link.userId === userId && link.telegramId === telegramId);
  // Replies to what was told before belong to nobody now.
  if (!isSame) {
    await trx
      .deleteFrom('telegramMessages')
      .where((eb) => eb.or([eb('userId', '=', userId), eb('telegramId', '=', telegramId)]))
      .execute();
  }
  return {
    userId,
    replaced: before.find((link) => link.telegramId !== telegramId),
    movedFrom: before.find((link) => link.userId !== userId),
    isSame,
  };
}
