import { JoinRequestedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import { admitters } from '../selectors/admitters.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';

/**
 * Stores that somebody asks to be let into a group whose row this transaction has locked; call the announcer's
 * `requested` after the commit when it resolves to true (a request that was not there before).
 */
export async function joinRequestStore(
  trx: Trx,
  group: Pick<GroupRow, 'chatId' | 'title'>,
  { userId, linkId }: { userId: string; linkId: string | null },
): Promise<boolean> {
  const { chatId, title } = group;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('joinRequests')
    .values({ chatId, userId, linkId, createdAt: new Date() })
    .onConflict((conflict) => conflict.columns(['chatId', 'userId']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  const adminIds = await admitters(trx, chatId);
  await outboxAppend(trx, JoinRequestedSchema, events.joinRequested, { chatId, title, userId, adminIds });
  return true;
}
