import { SessionStartedSchema } from '@bridges/contracts/proto';
import { deviceLabel, outboxAppend } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';
import { refreshTokenIssue, SESSION_SECONDS } from './refresh-token-issue.ts';

/** Where a request came from. */
export interface Device {
  address: string;
  userAgent: string;
}

/** A device signed in: its session, and the first refresh token of it. */
export async function sessionStart(
  trx: Trx,
  userId: string,
  { address, userAgent }: Device,
): Promise<{ sessionId: string; refresh: string }> {
  const now = new Date();
  const session = { id: uuidv7(), generation: 0 };
  const device = deviceLabel(userAgent);
  await trx
    .insertInto('sessions')
    .values({
      ...session,
      userId,
      device,
      userAgent: userAgent.slice(0, 300),
      address,
      createdAt: now,
      lastUsedAt: now,
      rotatedAt: now,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
    })
    .execute();
  const refresh = await refreshTokenIssue(trx, session, now);
  await trx
    .updateTable('users')
    .set({ lastSeenAt: now, lastSignInAt: now })
    .where('id', '=', userId)
    .execute();
  await outboxAppend(trx, SessionStartedSchema, events.sessionStarted, {
    userId,
    sessionId: session.id,
    device,
    address,
    startedAtMs: now.getTime(),
  });
  return { sessionId: session.id, refresh };
}
