import { uuidv7 } from 'uuidv7';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { addressKey } from '../keys.ts';

/**
 * Asks for the letter by which a new password is chosen. The same is done for every name, whether anybody has it or
 * not: who it is, and whether there is a confirmed address, is looked up later, so neither answer nor time tells.
 *
 * @throws AppError accounts.mail_not_configured, kit.rate_limited
 */
export async function passwordForgotten(
  { db, limits, mailer, jobs }: Pick<Deps, 'db' | 'limits' | 'mailer' | 'jobs'>,
  login: string,
  address: string,
): Promise<void> {
  if (!mailer.isConfigured) throw errors.mail_not_configured();
  await limits.mailLinksPerAddress.consume(addressKey(address));
  await db.transaction().execute((trx) => jobs.enqueue(trx, 'send-password-link', { id: uuidv7(), login }));
}
