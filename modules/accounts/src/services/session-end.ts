import { SessionsEndedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Deps } from '../deps.ts';
import { events } from '../events.ts';
import type { Database, Trx } from '../tables/database.ts';
import type { EndReason } from '../tables/sessions.ts';
import { publishEndSessions } from './live-publish.ts';

type Which = (eb: ExpressionBuilder<Database, 'sessions'>) => Expression<SqlBool>;

/** Ends those of a user's live sessions that `which` names, and stores the event. Call `sessionsForget` after the commit. */
export async function sessionsEnd(
  trx: Trx,
  userId: string,
  which: Which,
  reason: EndReason,
): Promise<string[]> {
  const ended = await trx
    .updateTable('sessions')
    .set({ endedAt: new Date(), endReason: reason })
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .where(which)
    .returning('id')
    .execute();
  const sessionIds = ended.map((session) => session.id);
  // A changed password is news even where no other session stood, and so is a closed account.
  if (sessionIds.length > 0 || reason === 'password_changed' || reason === 'deactivated') {
    await outboxAppend(trx, SessionsEndedSchema, events.sessionsEnded, { userId, sessionIds, reason });
  }
  return sessionIds;
}

/** After the commit and before the door answers: REST refuses these sessions, their sockets close (G7). */
export async function sessionsForget(
  { liveSessions, bus, broker }: Pick<Deps, 'liveSessions' | 'bus' | 'broker'>,
  userId: string,
  sessionIds: string[],
  isDeactivated = false,
): Promise<void> {
  if (sessionIds.length === 0) return;
  await liveSessions.forget(sessionIds);
  publishEndSessions(bus, userId, sessionIds, isDeactivated);
  broker.kick();
}
