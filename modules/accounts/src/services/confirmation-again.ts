import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { addressLock } from './email-change.ts';
import { confirmationRequest, mayWriteTo } from './letter-request.ts';

/**
 * Sends the letter that confirms the viewer's address once more; links in earlier ones stay good.
 *
 * @throws AppError accounts.nothing_to_confirm, accounts.mail_not_configured, kit.rate_limited
 */
export async function confirmationAgain(
  deps: Pick<Deps, 'db' | 'limits' | 'mailer' | 'jobs'>,
  userId: string,
): Promise<void> {
  if (!deps.mailer.isConfigured) throw errors.mail_not_configured();
  await deps.limits.lettersPerUser.consume(userId);
  await deps.db.transaction().execute(async (trx) => {
    const user = await addressLock(trx, userId);
    const email = user.pendingEmail ?? (user.emailConfirmedAt === null ? user.email : null);
    if (email === null) throw errors.nothing_to_confirm();
    if (await mayWriteTo(deps, email)) await confirmationRequest(trx, deps, userId, email);
  });
}
