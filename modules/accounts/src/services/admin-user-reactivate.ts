import { adminActNote } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { profileAnnounce, profileTell } from './admin-profile-tell.ts';
import { adminTarget } from './admin-target.ts';
import type { AdminAct } from './admin-target.ts';
import { deactivationWrite } from './deactivation-write.ts';

/** Opens an account again: she signs in as before. Done already, it changes nothing. @throws AppError accounts.user_not_found */
export async function adminUserReactivate(
  deps: Pick<Deps, 'db' | 'bus' | 'broker' | 'peopleCaches'>,
  { adminId, userId, reason }: AdminAct,
): Promise<void> {
  const user = await deps.db.transaction().execute(async (trx) => {
    const target = await adminTarget(trx, userId);
    if (target.deactivatedAt === null) return undefined;
    await deactivationWrite(trx, userId, null);
    const act = { adminId, act: 'user_reactivated', object: target.username, objectId: userId, reason };
    await adminActNote(trx, act);
    return profileAnnounce(trx, userId);
  });
  if (user) await profileTell(deps, user);
}
