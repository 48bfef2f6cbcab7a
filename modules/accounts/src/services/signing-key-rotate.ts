import { sql } from 'kysely';
import type { Db } from '../tables/database.ts';
import { signingKeyAdd } from './signing-keys.ts';

/** Tokens live 10 minutes: an hour after a key took over, nothing signed by its predecessors is valid. */
const SUPERSEDED_AFTER_MS = 3_600_000;

/** Makes a new key when the newest is old enough, and removes those that nothing valid is signed with. */
export async function signingKeyRotate({ db }: { db: Db }, maxAgeDays: number): Promise<void> {
  const now = new Date();
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('accounts.signing_keys'))`.execute(trx);
    const keys = await trx
      .selectFrom('signingKeys')
      .select(['kid', 'createdAt'])
      .orderBy('createdAt', 'desc')
      .execute();
    const successor = keys.findIndex((key) => now.getTime() - key.createdAt.getTime() > SUPERSEDED_AFTER_MS);
    const superseded = successor === -1 ? [] : keys.slice(successor + 1).map((key) => key.kid);
    if (superseded.length > 0) await trx.deleteFrom('signingKeys').where('kid', 'in', superseded).execute();
    const newest = keys[0]?.createdAt.getTime() ?? 0;
    if (now.getTime() - newest > maxAgeDays * 86_400_000) await signingKeyAdd(trx, now);
  });
}
