import { uuidv7 } from 'uuidv7';
import type { Db } from '../tables/database.ts';
import type { PendingTelling, TraceStep } from '../tables/ladder.ts';

export type About = Pick<PendingTelling, 'userId' | 'chatId' | 'entryId' | 'firstSeq' | 'lastSeq'>;

export interface Decision {
  about: About;
  step: TraceStep;
  code: string;
  details?: Record<string, unknown>;
}

/** Notes what was decided. Details hold times and answers of other sides, never names, texts or addresses. */
export async function traceWrite(
  db: Pick<Db, 'insertInto'>,
  decisions: readonly Decision[],
  decidedAt = new Date(),
): Promise<void> {
  if (decisions.length === 0) return;
  await db
    .insertInto('deliveryTrace')
    .values(decisions.map((decision) => traceRow(decision, decidedAt)))
    .execute();
}

export function traceRow({ about, step, code, details = {} }: Decision, decidedAt: Date) {
  const { userId, chatId, entryId, firstSeq, lastSeq } = about;
  return {
    id: uuidv7(),
    userId,
    chatId,
    entryId,
    firstSeq,
    lastSeq,
    step,
    code,
    details: JSON.stringify(details),
    decidedAt,
  };
}
