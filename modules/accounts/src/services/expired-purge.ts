import type { Deps } from '../deps.ts';
import { SESSION_SECONDS } from './refresh-token-issue.ts';
import { sessionsEnd, sessionsForget } from './session-end.ts';

/** Ended sessions are kept this long, for questions of "who was that?". */
const KEEP_ENDED_MS = 30 * 86_400_000;
const BATCH = 500;

/** Ends sessions whose time is over, and removes those that ended long ago with all their tokens. */
export async function expiredPurge(
  deps: Pick<Deps, 'db' | 'liveSessions' | 'bus' | 'broker'>,
): Promise<void> {
  const { db } = deps;
  const now = new Date();
  for (;;) {
    const expired = await db
      .selectFrom('sessions')
      .select(['id', 'userId'])
      .where('endedAt', 'is', null)
      .where('expiresAt', '<=', now)
      .orderBy('expiresAt')
      .limit(BATCH)
      .execute();
    for (const [userId, sessions = []] of Map.groupBy(expired, (session) => session.userId)) {
      const ids = sessions.map((session) => session.id);
      const ended = await db
        .transaction()
        .execute((trx) =>
          sessionsEnd(
            trx,
            userId,
            (eb) => eb.and([eb('id', 'in', ids), eb('expiresAt', '<=', now)]),
            'expired',
          ),
        );
      await sessionsForget(deps, userId, ended);
    }
    if (expired.length < BATCH) break;
  }
  await db
    .deleteFrom('sessions')
    .where('endedAt', '<', new Date(now.getTime() - KEEP_ENDED_MS))
    .execute();
  await db.deleteFrom('mailRequests').where('expiresAt', '<', now).execute();
  // A token older than the longest session can't belong to a live one.
  await db
    .deleteFrom('refreshTokens')
    .where('createdAt', '<', new Date(now.getTime() - SESSION_SECONDS * 1000))
    .execute();
}
