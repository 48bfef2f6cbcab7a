import { errors } from '../errors.ts';
import { assertMayAdmit, maySeeAllLinks } from '../policies/can-admit.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Db } from '../tables/database.ts';
import { groupLock } from './group-lock.ts';

/**
 * Ends a link: a join comes before it or is refused, for both take the group's lock. Requests that came by it
 * stay. Ending it again is fine.
 *
 * @throws AppError groups.not_found, groups.not_allowed, groups.link_not_found
 */
export async function inviteLinkRevoke(
  db: Db,
  { actorId, chatId, linkId }: { actorId: string; chatId: string; linkId: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const group = await groupLock(trx, chatId);
    const role = await memberRole(trx, chatId, actorId);
    assertMayAdmit(role, group);
    let query = trx
      .updateTable('inviteLinks')
      .set((eb) => ({ revokedAt: eb.fn.coalesce('revokedAt', eb.val(new Date())) }))
      .where('id', '=', linkId)
      .where('chatId', '=', chatId);
    if (!maySeeAllLinks(role)) query = query.where('creatorId', '=', actorId);
    const { numUpdatedRows } = await query.executeTakeFirst();
    if (numUpdatedRows === 0n) throw errors.link_not_found();
  });
}
