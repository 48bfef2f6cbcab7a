import type { Trx } from '../tables/database.ts';
import { hashSecret, makeSecret } from './secrets.ts';

/** Sessions not refreshed for this long end. */
export const SESSION_SECONDS = 60 * 86_400;

/** A new refresh token of a session's generation. Only its hash is kept. */
export async function refreshTokenIssue(
  trx: Trx,
  session: { id: string; generation: number },
  now: Date,
): Promise<string> {
  const token = makeSecret();
  await trx
    .insertInto('refreshTokens')
    .values({
      tokenHash: hashSecret(token),
      sessionId: session.id,
      generation: session.generation,
      createdAt: now,
    })
    .execute();
  return token;
}
