import { adminActNote } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { profileAnnounce, profileTell } from './admin-profile-tell.ts';
import { activeTarget, adminsStay } from './admin-target.ts';
import type { AdminAct } from './admin-target.ts';
import { mePublish } from './me-publish.ts';

/**
 * Makes somebody an administrator, or no longer; in force when it resolves, whatever her tokens say.
 *
 * @throws AppError accounts.user_not_found, accounts.already_deactivated, accounts.last_admin
 */
export async function adminRoleSet(
  deps: Pick<Deps, 'db' | 'bus' | 'broker' | 'peopleCaches' | 'liveSessions' | 'log'>,
  { adminId, userId, reason, isAdmin }: AdminAct & { isAdmin: boolean },
): Promise<void> {
  const done = await deps.db.transaction().execute(async (trx) => {
    if (!isAdmin) await adminsStay(trx, userId);
    const target = await activeTarget(trx, userId);
    if (target.isAdmin === isAdmin) return undefined;
    await trx.updateTable('users').set({ isAdmin }).where('id', '=', userId).execute();
    const act = isAdmin ? 'admin_given' : 'admin_taken';
    await adminActNote(trx, { adminId, act, object: target.username, objectId: userId, reason });
    const sessions = await trx
      .selectFrom('sessions')
      .select('id')
      .where('userId', '=', userId)
      .where('endedAt', 'is', null)
      .execute();
    return { sessionIds: sessions.map(({ id }) => id), user: await profileAnnounce(trx, userId) };
  });
  if (!done) return;
  await deps.liveSessions.forget(done.sessionIds);
  await profileTell(deps, done.user);
  await mePublish(deps, userId);
}
