import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { addressKey, emailKey } from '../keys.ts';
import { linkFind } from '../selectors/link-find.ts';
import { addressLock } from './email-change.ts';
import { hashSecret } from './secrets.ts';
import { sessionsEnd, sessionsForget } from './session-end.ts';

const purposes = ['reset', 'hand'] as const;

/**
 * Sets a new password for the link in a letter or from an administrator, and ends every session: whoever had the old password is out.
 *
 * @throws AppError accounts.mail_link_invalid, kit.rate_limited
 */
export async function passwordReset(
  deps: Pick<Deps, 'db' | 'passwords' | 'limits' | 'liveSessions' | 'bus' | 'broker'>,
  { token, newPassword }: { token: string; newPassword: string },
  address: string,
): Promise<void> {
  const { db, passwords, limits } = deps;
  await limits.mailLinksPerAddress.consume(addressKey(address));
  const tokenHash = hashSecret(token);
  // Guesses are not worth an Argon2 hash.
  const known = await linkFind(db, purposes, tokenHash);
  if (!known) throw errors.mail_link_invalid();
  const passwordHash = await passwords.hash(newPassword);
  const { userId } = known;
  const ended = await db.transaction().execute(async (trx) => {
    const user = await addressLock(trx, userId);
    const link = await linkFind(trx, purposes, tokenHash);
    if (!link) throw errors.mail_link_invalid();
    // The letter went to an address that is no longer hers.
    const isHers = user.emailConfirmedAt !== null && user.emailKey === emailKey(link.email);
    if (link.purpose === 'reset' && !isHers) throw errors.mail_link_invalid();
    await trx
      .deleteFrom('mailRequests')
      .where('userId', '=', userId)
      .where('purpose', 'in', purposes)
      .execute();
    await trx.updateTable('users').set({ passwordHash }).where('id', '=', userId).execute();
    return sessionsEnd(trx, userId, (eb) => eb.lit(true), 'password_changed');
  });
  await sessionsForget(deps, userId, ended);
  deps.broker.kick();
}
