import { adminActNote } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { profileAnnounce, profileTell } from './admin-profile-tell.ts';
import { adminsStay, adminTarget } from './admin-target.ts';
import type { AdminAct } from './admin-target.ts';
import { deactivationWrite } from './deactivation-write.ts';
import { requestsForget } from './email-change.ts';
import { sessionsEnd, sessionsForget } from './session-end.ts';

/**
 * Closes an account: when it resolves no session, token or mailed link of hers is good for anything (G7), nobody finds
 * her, and nothing is told to her. What she wrote stays. Done already, it changes nothing.
 *
 * @throws AppError accounts.user_not_found, accounts.not_with_yourself, accounts.last_admin
 */
export async function adminUserDeactivate(
  deps: Pick<Deps, 'db' | 'liveSessions' | 'bus' | 'broker' | 'peopleCaches'>,
  { adminId, userId, reason }: AdminAct,
): Promise<void> {
  if (adminId === userId) throw errors.not_with_yourself();
  const done = await deps.db.transaction().execute(async (trx) => {
    await adminsStay(trx, userId);
    const target = await adminTarget(trx, userId);
    if (target.deactivatedAt !== null) return undefined;
    await deactivationWrite(trx, userId, { reason });
    await requestsForget(trx, userId);
    const ended = await sessionsEnd(trx, userId, (eb) => eb.lit(true), 'deactivated');
    const act = { adminId, act: 'user_deactivated', object: target.username, objectId: userId, reason };
    await adminActNote(trx, act);
    return { ended, user: await profileAnnounce(trx, userId) };
  });
  if (!done) return;
  await sessionsForget(deps, userId, done.ended, true);
  await profileTell(deps, done.user);
}
