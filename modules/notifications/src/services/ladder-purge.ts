import { sql } from 'kysely';
import type { Db } from '../tables/database.ts';

const keptDays = 7;
const atOnce = 5000;

/** What is older than a week is nobody's news: traces, and what never came to its end. In portions. */
export async function ladderPurge(db: Db, now = Date.now()): Promise<void> {
  const before = new Date(now - keptDays * 86_400_000);
  await purge(db, 'delivery_trace', 'decided_at', before);
  await purge(db, 'told_marks', 'told_at', before);
  await purge(db, 'pending_tellings', 'due_at', before);
  await purge(db, 'deliveries', 'due_at', before);
  await purge(db, 'pending_chats', 'ready_at', before);
}

async function purge(db: Db, table: string, column: string, before: Date): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where ${sql.ref(column)} < ${before} limit ${atOnce}))`.execute(
      db,
    );
    if (numAffectedRows < atOnce) return;
  }
}
