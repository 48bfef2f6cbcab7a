import { assertMay } from '../policies/permissions.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Db } from '../tables/database.ts';
import { groupLock } from './group-lock.ts';

/** Lets somebody come back, by the ways that are open to her; she is not added. */
export async function banLift(
  db: Db,
  act: { actorId: string; chatId: string; userId: string },
): Promise<void> {
  const { actorId, chatId, userId } = act;
  await db.transaction().execute(async (trx) => {
    const group = await groupLock(trx, chatId);
    assertMay(await memberRole(trx, chatId, actorId), 'moderate', group);
    await trx.deleteFrom('groupBans').where('chatId', '=', chatId).where('userId', '=', userId).execute();
  });
}
