import type { Reader } from '../tables/database.ts';

export interface Link {
  requestId: string;
  userId: string;
  email: string;
}

/** What a mailed link is good for now; used, replaced and old ones are good for nothing. */
export async function linkFind(
  db: Reader,
  purpose: 'confirm' | 'reset',
  tokenHash: Buffer,
): Promise<Link | undefined> {
  return db
    .selectFrom('mailTokens')
    .innerJoin('mailRequests', 'mailRequests.id', 'mailTokens.requestId')
    .select(['mailRequests.id as requestId', 'mailRequests.userId', 'mailRequests.email'])
    .where('mailTokens.tokenHash', '=', tokenHash)
    .where('mailRequests.purpose', '=', purpose)
    .where('mailRequests.expiresAt', '>', new Date())
    .executeTakeFirst();
}
