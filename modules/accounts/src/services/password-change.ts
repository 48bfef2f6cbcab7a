import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { sessionsEnd, sessionsForget } from './session-end.ts';

/**
 * Changes the viewer's password and ends her other sessions.
 *
 * @throws AppError accounts.wrong_password, kit.rate_limited
 */
export async function passwordChange(
  deps: Pick<Deps, 'db' | 'passwords' | 'limits' | 'liveSessions' | 'bus' | 'broker'>,
  viewer: { userId: string; sessionId: string },
  change: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { db, passwords, limits } = deps;
  await limits.passwordChangePerUser.consume(viewer.userId);
  const user = await db
    .selectFrom('users')
    .select('passwordHash')
    .where('id', '=', viewer.userId)
    .executeTakeFirst();
  if (!(await passwords.verify(user?.passwordHash, change.currentPassword)) || !user)
    throw errors.wrong_password();
  const passwordHash = await passwords.hash(change.newPassword);

  const ended = await db.transaction().execute(async (trx) => {
    // Of two changes at once only one started from the password that is still the current one.
    const { numUpdatedRows } = await trx
      .updateTable('users')
      .set({ passwordHash })
      .where('id', '=', viewer.userId)
      .where('passwordHash', '=', user.passwordHash)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw errors.wrong_password();
    return sessionsEnd(trx, viewer.userId, (eb) => eb('id', '!=', viewer.sessionId), 'password_changed');
  });
  await limits.passwordChangePerUser.reset(viewer.userId);
  await sessionsForget(deps, viewer.userId, ended);
  deps.broker.kick();
}
