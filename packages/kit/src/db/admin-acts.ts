import { sql } from 'kysely';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { AnyDatabase } from '../outbox-relay.ts';

export interface AdminActRow {
  id: string;
  actedAt: Date;
  adminId: string;
  /** What was done, e.g. `job_retried`. */
  act: string;
  /** What people call it: the name of a job, a consumer or whatever else it was done to. */
  object: string;
  objectId: string;
  /** As the administrator gave it; empty: none. */
  reason: string;
}

export interface AdminActNote extends Omit<AdminActRow, 'id' | 'actedAt' | 'reason'> {
  reason?: string | undefined;
}

/** Notes which administrator did what, in the transaction that does it, in the database of the module that acts. */
export async function adminActNote(
  trx: AnyDatabase,
  { adminId, act, object, objectId, reason = '' }: AdminActNote,
): Promise<void> {
  await sql`insert into admin_acts (admin_id, act, object, object_id, reason)
    values (${adminId}, ${act}, ${object}, ${objectId}, ${reason})`.execute(trx);
}

export interface AdminActQuery {
  adminId?: string | undefined;
  act?: string | undefined;
  objectId?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

const listName = 'admin-acts';
const position = (cursor: string): number =>
  decodeCursor(listName, z.tuple([z.number().int().min(0)]), cursor)[0];

/** The latest first. @throws AppError kit.bad_cursor */
export async function adminActs(
  db: AnyDatabase,
  { adminId, act, objectId, cursor, limit = 100 }: AdminActQuery = {},
): Promise<{ acts: AdminActRow[]; nextCursor: string | null }> {
  const conditions = [
    ...(adminId === undefined ? [] : [sql`admin_id = ${adminId}::uuid`]),
    ...(act === undefined ? [] : [sql`act = ${act}`]),
    ...(objectId === undefined ? [] : [sql`object_id = ${objectId}`]),
    ...(cursor === undefined ? [] : [sql`id < ${position(cursor)}`]),
  ];
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } =
    await sql<AdminActRow>`select id::text, acted_at as "actedAt", admin_id as "adminId", act, object,
      object_id as "objectId", reason from admin_acts ${where} order by admin_acts.id desc
      limit ${limit + 1}`.execute(db.withoutPlugins());
  const acts = rows.slice(0, limit);
  const last = acts.at(-1);
  return {
    acts,
    nextCursor: rows.length > limit && last ? encodeCursor(listName, [Number(last.id)]) : null,
  };
}
