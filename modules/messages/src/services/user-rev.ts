import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';

/** From where to where an act moved a user's rev; devices that stand at less than `after` have missed something. */
export interface RevStep {
  after: number;
  rev: number;
}

/** Holds the user's row until the transaction ends: her acts on her own view follow each other. */
export async function userRevLock(trx: Transaction<Database>, userId: string): Promise<void> {
  await sql`insert into user_revs (user_id) values (${userId})
    on conflict (user_id) do update set rev = user_revs.rev`.execute(trx);
}

/** Raises the user's rev in the act's transaction: once per act, whatever it changes. */
export async function userRevRaise(trx: Transaction<Database>, userId: string): Promise<RevStep> {
  const { rows } = await sql<{ rev: number }>`insert into user_revs (user_id, rev) values (${userId}, 1)
    on conflict (user_id) do update set rev = user_revs.rev + 1 returning rev`.execute(trx);
  const rev = rows[0]?.rev ?? 1;
  return { after: rev - 1, rev };
}
