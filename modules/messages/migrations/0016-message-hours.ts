import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What was said by the hour, added up when it is over; and an index by which the newest messages are counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table message_hours (hour timestamptz primary key, count int not null)`.execute(db);
  // Block ranges: rows come in the order of time, so a few bytes for each range do, and a send pays next to nothing.
  await sql`create index messages_by_time on messages using brin (created_at)
    with (pages_per_range = 32, autosummarize = on)`.execute(db);
}
