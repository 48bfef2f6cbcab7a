import { adminActNote } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { activeTarget } from './admin-target.ts';
import type { AdminAct } from './admin-target.ts';

/**
 * Has the letter sent by which somebody chooses a new password, to her confirmed address.
 *
 * @throws AppError accounts.mail_not_configured, accounts.user_not_found, accounts.already_deactivated,
 *   accounts.no_address, kit.rate_limited
 */
export async function adminPasswordLetter(
  { db, mailer, jobs, limits }: Pick<Deps, 'db' | 'mailer' | 'jobs' | 'limits'>,
  { adminId, userId, reason }: AdminAct,
): Promise<void> {
  if (!mailer.isConfigured) throw errors.mail_not_configured();
  await limits.lettersPerUser.consume(`admin:${userId}`);
  await db.transaction().execute(async (trx) => {
    const { username, email, emailConfirmedAt } = await activeTarget(trx, userId);
    if (email === null || emailConfirmedAt === null) throw errors.no_address();
    await jobs.enqueue(trx, 'send-password-link', { id: uuidv7(), login: username });
    const act = { adminId, act: 'password_letter_sent', object: username, objectId: userId, reason };
    await adminActNote(trx, act);
  });
}
