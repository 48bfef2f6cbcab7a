import type { Reader } from '../tables/database.ts';
import type { MailRequestsTable } from '../tables/mail.ts';

export interface Link {
  requestId: string;
  userId: string;
  email: string;
  purpose: MailRequestsTable['purpose'];
}

/** What a mailed link is good for now; used, replaced and old ones are good for nothing. */
export async function linkFind(
  db: Reader,
  purposes: readonly MailRequestsTable['purpose'][],
  tokenHash: Buffer,
): Promise<Link | undefined> {
  return db
    .selectFrom('mailTokens')
    .innerJoin('mailRequests', 'mailRequests.id', 'mailTokens.requestId')
    .select([
      'mailRequests.id as requestId',
      'mailRequests.userId',
      'mailRequests.email',
      'mailRequests.purpose',
    ])
    .where('mailTokens.tokenHash', '=', tokenHash)
    .where('mailRequests.purpose', 'in', purposes)
    .where('mailRequests.expiresAt', '>', new Date())
    .executeTakeFirst();
}
