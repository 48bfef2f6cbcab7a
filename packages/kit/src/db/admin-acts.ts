import { sql } from 'kysely';
import type { AnyDatabase } from '../outbox-relay.ts';

/** What administrators do to stored work; noted in the transaction of the act. */
export type ActName =
  | 'job_retried'
  | 'job_dropped'
  | 'event_replayed'
  | 'event_refused_again'
  | 'event_dropped';

export interface AdminActRow {
  id: string;
  actedAt: Date;
  adminId: string;
  act: ActName;
  /** The name of the job, or the consumer. */
  object: string;
  objectId: string;
}

/** Notes who did what, in the transaction that does it. */
export async function adminActNote(
  trx: AnyDatabase,
  { adminId, act, object, objectId }: Omit<AdminActRow, 'id' | 'actedAt'>,
): Promise<void> {
  await sql`insert into admin_acts (admin_id, act, object, object_id)
    values (${adminId}, ${act}, ${object}, ${objectId})`.execute(trx);
}

/** The latest first. */
export async function adminActs(db: AnyDatabase, limit = 100): Promise<AdminActRow[]> {
  const { rows } =
    await sql<AdminActRow>`select id::text, acted_at as "actedAt", admin_id as "adminId", act, object,
      object_id as "objectId" from admin_acts order by id desc limit ${limit}`.execute(db.withoutPlugins());
  return rows;
}
