import { errors } from '../errors.ts';
import { isBanned } from '../selectors/banned-among.ts';
import { memberRole } from '../selectors/member-role.ts';
import { inBackground } from './doors.ts';
import type { Doors } from './doors.ts';
import { groupJoin } from './group-join.ts';
import { groupLock } from './group-lock.ts';
import type { Entry } from './invite-link-join.ts';
import { joinRequestStore } from './join-request-store.ts';
import { membershipCommit } from './membership-commit.ts';

/**
 * Enters a public group that anyone may join, or asks to be let in where that is its rule.
 *
 * @throws AppError groups.not_found alike for private groups and none, groups.invitation_needed, groups.banned
 */
export async function groupJoinPublic(
  { writer, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  { userId, chatId }: { userId: string; chatId: string },
): Promise<Entry> {
  const entry: Entry = { status: 'joined', chatId, isNew: false };
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    if (await memberRole(trx, chatId, userId)) return;
    if (!group.isPublic) throw errors.not_found();
    if (group.joinRule === 'invite') throw errors.invitation_needed();
    if (group.joinRule === 'open') return groupJoin(trx, group, { userId, by: 'handle' });
    if (await isBanned(trx, chatId, userId)) throw errors.banned();
    entry.status = 'requested';
    entry.isNew = await joinRequestStore(trx, group, { userId, linkId: null });
  });
  if (entry.isNew) inBackground(announcer.requested(chatId, userId));
  return entry;
}
