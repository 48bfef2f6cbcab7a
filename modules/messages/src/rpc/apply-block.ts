import type { ApplyBlockRequest } from '@bridges/contracts/proto';
import type { Kysely } from 'kysely';
import { blockAnnounce, blockApply } from '../services/block-apply.ts';
import type { LiveAnnouncer } from '../services/live-announcer.ts';
import type { Database } from '../tables/database.ts';

/** Answers once the block is in force here and the gateways were told. */
export async function applyBlock(
  db: Kysely<Database>,
  live: Pick<LiveAnnouncer, 'chatChanged' | 'chatSilenced'>,
  block: ApplyBlockRequest,
) {
  await blockAnnounce(live, block, await db.transaction().execute((trx) => blockApply(trx, block)));
  return {};
}
