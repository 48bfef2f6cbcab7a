import { uuidv7 } from 'uuidv7';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { addressKey, emailKey } from '../keys.ts';
import { linkFind } from '../selectors/link-find.ts';
import type { Trx } from '../tables/database.ts';
import { addressLock, requestsForget } from './email-change.ts';
import { mailAddressAnnounce } from './mail-address-announce.ts';
import { mePublish } from './me-publish.ts';
import { hashSecret } from './secrets.ts';

/**
 * An address belongs to whoever follows the link in the letter to it, from now on. The one it takes the place of
 * is told. Who has no session may do this: the link is the proof.
 *
 * @throws AppError accounts.mail_link_invalid, accounts.email_taken, kit.rate_limited
 */
export async function emailConfirm(
  deps: Pick<Deps, 'db' | 'limits' | 'broker' | 'jobs' | 'bus' | 'log'>,
  token: string,
  address: string,
): Promise<void> {
  await deps.limits.mailLinksPerAddress.consume(addressKey(address));
  const tokenHash = hashSecret(token);
  let ownerId: string;
  try {
    ownerId = await deps.db.transaction().execute(async (trx) => {
      const known = await linkFind(trx, ['confirm'], tokenHash);
      if (!known) throw errors.mail_link_invalid();
      const before = await addressLock(trx, known.userId);
      // Again, under the lock: of two who follow it at once one succeeds.
      const link = await linkFind(trx, ['confirm'], tokenHash);
      if (!link) throw errors.mail_link_invalid();
      await addressSettle(trx, deps, before, link);
      return link.userId;
    });
  } catch (error) {
    if (isTaken(error)) throw errors.email_taken();
    throw error;
  }
  deps.broker.kick();
  await mePublish(deps, ownerId);
}

/** The address is hers from now on; links in letters so far lead nowhere, and a former address is told. */
export async function addressSettle(
  trx: Trx,
  { jobs }: Pick<Deps, 'jobs'>,
  before: { email: string | null; emailConfirmedAt: Date | null },
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  await requestsForget(trx, userId);
  await trx
    .updateTable('users')
    .set({ email, emailKey: emailKey(email), emailConfirmedAt: new Date(), pendingEmail: null })
    .where('id', '=', userId)
    .execute();
  await mailAddressAnnounce(trx, userId);
  if (before.emailConfirmedAt !== null && before.email !== null)
    await jobs.enqueue(trx, 'tell-former-address', { id: uuidv7(), userId, email: before.email });
}

/** The unique index of confirmed addresses refused it. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'users_confirmed_email';
