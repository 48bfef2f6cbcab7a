import { AppError } from '@bridges/kit';
import type { Jobs } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import type { Deps } from '../deps.ts';
import { emailKey } from '../keys.ts';
import type { Trx } from '../tables/database.ts';
import type { MailRequestsTable } from '../tables/mail.ts';
import { hashSecret } from './secrets.ts';

const CONFIRM_MS = 24 * 3_600_000;
const RESET_MS = 3_600_000;

/** Asks for the letter that confirms an address, in the transaction that made the address wait for it. */
export async function confirmationRequest(
  trx: Trx,
  { jobs }: { jobs: Jobs },
  userId: string,
  email: string,
): Promise<void> {
  const id = uuidv7();
  await letterRequest(trx, { id, userId, purpose: 'confirm', email });
  await jobs.enqueue(trx, 'send-confirmation', { id });
}

/** Stores that a letter with a link is wanted, and until when it is good; asked again with the same id it changes nothing. */
export async function letterRequest(
  trx: Pick<Trx, 'insertInto'>,
  request: Pick<MailRequestsTable, 'id' | 'userId' | 'purpose' | 'email'>,
): Promise<Date> {
  const now = Date.now();
  const expiresAt = new Date(now + (request.purpose === 'confirm' ? CONFIRM_MS : RESET_MS));
  await trx
    .insertInto('mailRequests')
    .values({
      ...request,
      createdAt: new Date(now),
      expiresAt,
      sentAt: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return expiresAt;
}

/** Whether one more letter may go to this mailbox. Who asks is not told: others may have used it up. */
export async function mayWriteTo(
  { mailer, limits }: Pick<Deps, 'mailer' | 'limits'>,
  email: string,
): Promise<boolean> {
  if (!mailer.isConfigured) return false;
  try {
    await limits.lettersPerMailbox.consume(hashSecret(emailKey(email)).toString('base64url'));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'kit.rate_limited') return false;
    throw error;
  }
}
