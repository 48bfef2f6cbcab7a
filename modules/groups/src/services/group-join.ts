import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import { groupLock } from './group-lock.ts';
import { membershipStore } from './membership-store.ts';

/** Joins the public group that bears this handle; false when it no longer does or is no longer public. */
export async function groupJoin(
  trx: Trx,
  { userId, chatId, handle }: { userId: string; chatId: string; handle: string },
): Promise<boolean> {
  const group = await groupLock(trx, chatId);
  if (group.handle !== handle || !group.isPublic) return false;
  if (!(await memberRole(trx, chatId, userId))) {
    await membershipStore(trx, group, [{ userId, role: 'member' }], userId);
  }
  return true;
}
