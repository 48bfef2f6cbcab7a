import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { hourMs, messagesByHour, startOfHour } from '../selectors/overview.ts';
import type { Database } from '../tables/database.ts';

/** How far back the first count goes. */
const firstHours = 30 * 24;

/**
 * Adds up the hours that are over and were not added up yet. An hour without messages has a row too: it is known.
 * Begun again after a crash it comes to the same.
 */
export async function messagesCount(db: Kysely<Database>, now: Date): Promise<void> {
  const until = startOfHour(now);
  const last = await db
    .selectFrom('messageHours')
    .select((eb) => eb.fn.max('hour').as('hour'))
    .executeTakeFirst();
  const from = last?.hour
    ? new Date(last.hour.getTime() + hourMs)
    : new Date(until.getTime() - firstHours * hourMs);
  if (from >= until) return;
  const found = new Map(
    (await messagesByHour(db, from, until)).map((one) => [one.hour.getTime(), one.count]),
  );
  const rows = [];
  for (let at = from.getTime(); at < until.getTime(); at += hourMs)
    rows.push({ hour: new Date(at), count: found.get(at) ?? 0 });
  await db
    .insertInto('messageHours')
    .values(rows)
    .onConflict((conflict) => conflict.column('hour').doUpdateSet({ count: sql`excluded.count` }))
    .execute();
  await db
    .deleteFrom('messageHours')
    .where('hour', '<', new Date(until.getTime() - 400 * 24 * hourMs))
    .execute();
}
