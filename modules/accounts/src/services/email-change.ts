import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { emailKey } from '../keys.ts';
import type { UserRow } from '../selectors/user-columns.ts';
import { userGet } from '../selectors/user-get.ts';
import type { Trx } from '../tables/database.ts';
import { confirmationRequest, mayWriteTo } from './letter-request.ts';
import { mailAddressAnnounce } from './mail-address-announce.ts';
import { mePublish } from './me-publish.ts';

/**
 * Changes the viewer's e-mail address. A new one takes effect when it is confirmed; until then a confirmed one
 * stays, and one that was never confirmed is forgotten. Whether somebody else has it is not told here.
 *
 * @throws AppError accounts.wrong_password, accounts.mail_not_configured, kit.rate_limited
 */
export async function emailChange(
  deps: Pick<Deps, 'db' | 'passwords' | 'limits' | 'broker' | 'mailer' | 'jobs' | 'bus' | 'log'>,
  userId: string,
  change: { email: string | null; password: string },
): Promise<UserRow> {
  const { db, passwords, limits, mailer } = deps;
  await limits.passwordChangePerUser.consume(userId);
  const user = await db
    .selectFrom('users')
    .select('passwordHash')
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!(await passwords.verify(user?.passwordHash, change.password))) throw errors.wrong_password();
  await limits.passwordChangePerUser.reset(userId);
  const { email } = change;
  if (email === null) {
    await db.transaction().execute((trx) => addressRemove(trx, userId));
    deps.broker.kick();
    await mePublish(deps, userId);
    return userGet(db, userId);
  }
  if (!mailer.isConfigured) throw errors.mail_not_configured();
  await limits.lettersPerUser.consume(userId);
  const mayWrite = await mayWriteTo(deps, email);
  await db.transaction().execute(async (trx) => {
    const before = await addressLock(trx, userId);
    await requestsForget(trx, userId);
    if (before.emailConfirmedAt !== null && before.emailKey === emailKey(email)) {
      await trx.updateTable('users').set({ pendingEmail: null }).where('id', '=', userId).execute();
      return;
    }
    await trx
      .updateTable('users')
      .set({
        pendingEmail: email,
        ...(before.emailConfirmedAt === null ? { email: null, emailKey: null } : {}),
      })
      .where('id', '=', userId)
      .execute();
    if (mayWrite) await confirmationRequest(trx, deps, userId, email);
  });
  await mePublish(deps, userId);
  return userGet(db, userId);
}

/** Changes of one user's address wait for each other. @throws AppError accounts.user_not_found */
export async function addressLock(trx: Trx, userId: string) {
  const user = await trx
    .selectFrom('users')
    .select(['email', 'emailKey', 'emailConfirmedAt', 'pendingEmail', 'username', 'displayName', 'language'])
    .where('id', '=', userId)
    .where('deactivatedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!user) throw errors.user_not_found();
  return user;
}

/** Links in letters sent so far lead nowhere any more. */
export async function requestsForget(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('mailRequests').where('userId', '=', userId).execute();
}

async function addressRemove(trx: Trx, userId: string): Promise<void> {
  const before = await addressLock(trx, userId);
  await requestsForget(trx, userId);
  await trx
    .updateTable('users')
    .set({ email: null, emailKey: null, emailConfirmedAt: null, pendingEmail: null })
    .where('id', '=', userId)
    .execute();
  if (before.emailConfirmedAt !== null) await mailAddressAnnounce(trx, userId);
}
