import { adminActNote } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { adminTarget } from './admin-target.ts';
import type { AdminAct } from './admin-target.ts';
import { sessionsEnd, sessionsForget } from './session-end.ts';

/** Signs somebody out everywhere, at once (G7). Resolves to on how many devices. @throws AppError accounts.user_not_found */
export async function adminSessionsEnd(
  deps: Pick<Deps, 'db' | 'liveSessions' | 'bus' | 'broker'>,
  { adminId, userId, reason }: AdminAct,
): Promise<number> {
  const ended = await deps.db.transaction().execute(async (trx) => {
    const { username } = await adminTarget(trx, userId);
    const act = { adminId, act: 'user_sessions_ended', object: username, objectId: userId, reason };
    await adminActNote(trx, act);
    return sessionsEnd(trx, userId, (eb) => eb.lit(true), 'signed_out');
  });
  await sessionsForget(deps, userId, ended);
  return ended.length;
}
