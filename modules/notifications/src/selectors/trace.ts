import type { Reader } from '../tables/database.ts';
import type { PendingTelling, TraceRow } from '../tables/ladder.ts';

export interface TracePlace {
  userId: string;
  chatId: string;
  seq: number;
}

const rowsMost = 200;

/** What was decided about one person and one message, the oldest first. */
export async function traceOf(db: Reader, { userId, chatId, seq }: TracePlace): Promise<TraceRow[]> {
  const rows = await db
    .selectFrom('deliveryTrace')
    .where('userId', '=', userId)
    .where('chatId', '=', chatId)
    .where('firstSeq', '<=', seq)
    .where('lastSeq', '>=', seq)
    .orderBy('decidedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(rowsMost)
    .selectAll()
    .execute();
  return rows.toReversed();
}

/** Steps that wait for their time. */
export async function pendingOf(db: Reader, { userId, chatId, seq }: TracePlace): Promise<PendingTelling[]> {
  return db
    .selectFrom('pendingTellings')
    .where('userId', '=', userId)
    .where('chatId', '=', chatId)
    .where('firstSeq', '<=', seq)
    .where('lastSeq', '>=', seq)
    .orderBy('dueAt')
    .selectAll()
    .execute();
}
