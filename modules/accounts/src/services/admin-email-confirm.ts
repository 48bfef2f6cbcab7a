import { adminActNote } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { emailKey } from '../keys.ts';
import { activeTarget } from './admin-target.ts';
import type { AdminAct } from './admin-target.ts';
import { addressSettle, isTaken } from './email-confirm.ts';
import { mePublish } from './me-publish.ts';

/**
 * Confirms an address that somebody has named herself, without a letter. Confirmed already, it changes nothing.
 *
 * @throws AppError accounts.user_not_found, accounts.already_deactivated, accounts.no_address, accounts.email_taken
 */
export async function adminEmailConfirm(
  deps: Pick<Deps, 'db' | 'jobs' | 'broker' | 'bus' | 'log'>,
  { adminId, userId, reason, email }: AdminAct & { email: string },
): Promise<void> {
  try {
    await deps.db.transaction().execute(async (trx) => {
      const user = await activeTarget(trx, userId);
      const named = user.pendingEmail ?? user.email;
      if (named === null || emailKey(named) !== emailKey(email)) throw errors.no_address();
      if (user.pendingEmail === null && user.emailConfirmedAt !== null) return;
      await addressSettle(trx, deps, user, { userId, email: named });
      const act = { adminId, act: 'email_confirmed', object: user.username, objectId: userId, reason };
      await adminActNote(trx, act);
    });
  } catch (error) {
    if (isTaken(error)) throw errors.email_taken();
    throw error;
  }
  deps.broker.kick();
  await mePublish(deps, userId);
}
