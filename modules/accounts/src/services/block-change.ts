import { BlockChangedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { events } from '../events.ts';
import { afterBlock, keep } from '../policies/contact-acts.ts';
import { pairState } from '../selectors/pair-state.ts';
import { personGet } from '../selectors/people-by-id.ts';
import type { Trx } from '../tables/database.ts';
import { contactWrite } from './contact-write.ts';
import { pairForget } from './people-forget.ts';
import { pairLock } from './pair-lock.ts';
import { relationAnnounce } from './relation-announce.ts';

export type BlockDeps = Pick<
  Deps,
  'db' | 'broker' | 'bus' | 'findChatMates' | 'blockDelivery' | 'profiles' | 'peopleCaches'
>;

/**
 * Blocks somebody: contacts and requests between the two end, and once it is answered nothing of hers reaches
 * me (G7). Repeating it is harmless, and waits for what the first one began.
 *
 * @throws AppError accounts.user_not_found, accounts.not_with_yourself; kit.unavailable: it stands here, and
 * reaches messages later
 */
export async function userBlock(deps: BlockDeps, userId: string, otherId: string): Promise<void> {
  if (userId === otherId) throw errors.not_with_yourself();
  await personGet(deps, userId, otherId);
  await blockChange(deps, userId, otherId, true);
}

/** Contacts that the block ended are not restored. Harmless when there was no block. */
export async function userUnblock(deps: BlockDeps, userId: string, otherId: string): Promise<void> {
  await blockChange(deps, userId, otherId, false);
}

async function blockChange(
  deps: BlockDeps,
  userId: string,
  otherId: string,
  isBlocked: boolean,
): Promise<void> {
  const pair = [userId, otherId] as const;
  const changed = await deps.db.transaction().execute(async (trx) => {
    await pairLock(trx, ...pair);
    const before = await pairState(trx, ...pair);
    if (before.isBlockedByMe === isBlocked) return null;
    await writeBlock(trx, userId, otherId, isBlocked);
    const after = isBlocked ? afterBlock(before) : keep(before);
    if (after) await contactWrite(trx, pair, before, after);
    return after ? { before, after } : null;
  });
  // Repeated requests forget it as well: the first one's process may have ended after its commit.
  await pairForget(deps.peopleCaches, pair);
  if (changed) {
    deps.broker.kick();
    await relationAnnounce(deps, pair, changed.before, changed.after, true);
  }
  await deps.blockDelivery.deliver(userId, otherId);
}

async function writeBlock(trx: Trx, blockerId: string, blockedId: string, isActive: boolean): Promise<void> {
  const changedAt = new Date();
  const { version } = await trx
    .insertInto('blocks')
    .values({ blockerId, blockedId, isActive, version: 1, isDelivered: false, changedAt })
    .onConflict((conflict) =>
      conflict.columns(['blockerId', 'blockedId']).doUpdateSet((eb) => ({
        isActive,
        changedAt,
        isDelivered: false,
        version: eb('blocks.version', '+', 1),
      })),
    )
    .returning('version')
    .executeTakeFirstOrThrow();
  const event = { blockerId, blockedId, isBlocked: isActive, version };
  await outboxAppend(trx, BlockChangedSchema, events.blockChanged, event);
}
