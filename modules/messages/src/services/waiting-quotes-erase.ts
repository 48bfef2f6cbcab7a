import type { Bus } from '@bridges/kit';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { presentMarks } from '../presenters/chat-marks.ts';
import { markColumns } from '../selectors/chat-mark-rows.ts';
import type { Database } from '../tables/database.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import { chatMarkAnnounce } from './chat-mark-announce.ts';
import type { MarksChange } from './chat-mark-announce.ts';
import { scheduledAnnounce } from './scheduled-context.ts';
import { userRevLock, userRevRaise } from './user-rev.ts';

/** Whose quotes go: of these messages, of what these users write, or both. */
interface Erasure {
  chatId: string;
  seqs?: readonly number[];
  userIds?: readonly string[];
}

/** What was changed, to be told after the commit. */
export interface ErasedQuotes {
  drafts: { userId: string; change: MarksChange }[];
  scheduled: ScheduledRow[];
}

/**
 * Takes the text of others out of what is to be sent yet, when its writers may no longer read it: drafts and scheduled
 * messages still answer the message, and quote nothing of it. Call it when the message, or the place of the reader, is
 * changed already: who saves a quote holds a lock on both, so that each save is seen here or sees the change.
 */
export async function waitingQuotesErase(trx: Transaction<Database>, of: Erasure): Promise<ErasedQuotes> {
  const { chatId } = of;
  const isQuoting = sql<boolean>`draft -> 'replyTo' ? 'quote'`;
  const isMeant = meant(sql.ref('draft'), of);
  const writers = await trx
    .selectFrom('chatMarks')
    .where('chatId', '=', chatId)
    .where(isQuoting)
    .where(isMeant)
    .select('userId')
    // All who erase lock users in one order.
    .orderBy('userId')
    .execute();
  const drafts = [];
  for (const { userId } of writers) {
    await userRevLock(trx, userId);
    const step = await userRevRaise(trx, userId);
    const row = await trx
      .updateTable('chatMarks')
      .set({ draft: sql`draft #- '{replyTo,quote}'`, rev: step.rev })
      .where('userId', '=', userId)
      .where('chatId', '=', chatId)
      .where(isMeant)
      .returning(markColumns)
      .executeTakeFirst();
    // Written anew meanwhile: the rev was raised for nothing, and devices find so when they ask.
    const chats = row === undefined ? {} : { [chatId]: presentMarks(row) };
    drafts.push({ userId, change: { ...step, chats } });
  }
  const scheduled = await trx
    .updateTable('scheduledMessages')
    .set({ extras: sql`extras #- '{replyTo,quote}'`, content: sql`content #- '{replyTo,quote}'` })
    .where('chatId', '=', chatId)
    .where(sql<boolean>`extras -> 'replyTo' ? 'quote'`)
    .where(meant(sql.ref('extras'), of))
    // What is being sent must not change; the append drops its quote.
    .where('state', '!=', 'sending')
    .returningAll()
    .execute();
  return { drafts, scheduled };
}

function meant(holder: ReturnType<typeof sql.ref>, { seqs, userIds }: Erasure) {
  const isOfThese = sql<boolean>`(${holder} -> 'replyTo' ->> 'seq')::bigint = any(${seqs ?? []}::bigint[])`;
  const isByThese = sql<boolean>`user_id = any(${userIds ?? []}::uuid[])`;
  return sql<boolean>`${seqs ? isOfThese : sql`true`} and ${userIds ? isByThese : sql`true`}`;
}

/** Tells the writers' devices, after the commit. */
export function erasedQuotesAnnounce(bus: Bus, { drafts, scheduled }: ErasedQuotes): void {
  for (const { userId, change } of drafts) chatMarkAnnounce(bus, userId, change);
  for (const row of scheduled) scheduledAnnounce(bus, row);
}

export const noErasedQuotes: ErasedQuotes = { drafts: [], scheduled: [] };
