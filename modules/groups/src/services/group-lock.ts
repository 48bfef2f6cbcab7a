import { errors } from '../errors.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';

/**
 * The group, locked until the transaction ends: changes of one group happen one after another, and what is
 * read after this call stays true until the commit.
 *
 * @throws AppError groups.not_found, also when it was deleted
 */
export async function groupLock(trx: Trx, chatId: string): Promise<GroupRow> {
  const group = await trx
    .selectFrom('groups')
    .where('chatId', '=', chatId)
    .where('deletedAt', 'is', null)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (!group) throw errors.not_found();
  return group;
}
