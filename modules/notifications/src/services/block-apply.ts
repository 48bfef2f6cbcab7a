import type { BlockChanged } from '@bridges/contracts/proto';
import type { Trx } from '../tables/database.ts';
import { actorForget } from './actor-forget.ts';
import type { ForgottenActor } from './actor-forget.ts';

/** Who is blocked is in no inbox of who blocked him, from now on and with what he did before. */
export async function blockApply(
  trx: Trx,
  { blockerId, blockedId, isBlocked, version }: BlockChanged,
): Promise<ForgottenActor> {
  const applied = await trx
    .insertInto('blocks')
    .values({ blockerId, blockedId, isBlocked, version })
    .onConflict((conflict) =>
      conflict
        .columns(['blockerId', 'blockedId'])
        .doUpdateSet({ isBlocked, version })
        .where('blocks.version', '<', version),
    )
    .returning('isBlocked')
    .executeTakeFirst();
  if (!applied?.isBlocked) return { changed: [], gone: [] };
  return actorForget(trx, blockedId, (eb) => eb('userId', '=', blockerId));
}
