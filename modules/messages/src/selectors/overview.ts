import type { MessagesOverview } from '@bridges/contracts';
import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';

export const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const hoursShown = 24;
const daysShown = 30;
/** Hours that nobody has added up yet are counted here, no further back than this. */
const uncountedHours = 48;

export const startOfHour = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs);

/**
 * For administrators: messages by the hour and by the day (UTC). Full hours come added up from `message_hours`; what
 * came after them is counted by the index over time, which reads the newest pages only.
 */
export async function overview(db: Reader, now: Date): Promise<Omit<MessagesOverview, 'work'>> {
  const thisHour = startOfHour(now);
  const today = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
  const firstDay = new Date(today.getTime() - (daysShown - 1) * dayMs);
  const counted = await db
    .selectFrom('messageHours')
    .where('hour', '>=', new Date(Math.min(firstDay.getTime(), thisHour.getTime() - dayMs)))
    .orderBy('hour')
    .selectAll()
    .execute();
  const last = counted.at(-1)?.hour.getTime();
  const from = Math.max(last === undefined ? 0 : last + hourMs, thisHour.getTime() - uncountedHours * hourMs);
  const fresh = await messagesByHour(db, new Date(from));
  const byHour = new Map([...counted, ...fresh].map(({ hour, count }) => [hour.getTime(), count]));
  const sum = (start: number, end: number) => {
    let total = 0;
    for (let at = start; at < end; at += hourMs) total += byHour.get(at) ?? 0;
    return total;
  };
  const buckets = (first: number, step: number, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const at = first + index * step;
      return { at: new Date(at).toISOString(), count: sum(at, at + step) };
    });
  return {
    asOf: now.toISOString(),
    hours: buckets(thisHour.getTime() - (hoursShown - 1) * hourMs, hourMs, hoursShown),
    days: buckets(firstDay.getTime(), dayMs, daysShown),
    knownSince: counted[0]?.hour.toISOString() ?? null,
  };
}

/** Messages since a moment, counted; hours without any are absent. */
export async function messagesByHour(
  db: Reader,
  from: Date,
  until?: Date,
): Promise<{ hour: Date; count: number }[]> {
  const hour = sql<Date>`date_trunc('hour', created_at, 'UTC')`;
  return db
    .selectFrom('messages')
    .where('createdAt', '>=', from)
    .$if(until !== undefined, (query) => query.where('createdAt', '<', until ?? from))
    .select([hour.as('hour'), sql<number>`count(*)::int`.as('count')])
    .groupBy(hour)
    .execute();
}
