import { MemberRemovedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import { assertCanRemoveMember } from '../policies/can-remove-member.ts';
import { memberRole } from '../selectors/member-role.ts';
import { doorsClose } from './doors-close.ts';
import type { ClosedDoors } from './doors-close.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/**
 * Removes another member; in force everywhere when it resolves (G7). Repeating it does nothing more. With
 * `isBanned` she can't come back by any way, also when she is no member now. Resolves to the ways in that this
 * closed.
 */
export async function groupMemberRemove(
  writer: MembershipWriter,
  act: { actorId: string; chatId: string; userId: string; isBanned: boolean },
): Promise<ClosedDoors> {
  const { actorId, chatId, userId, isBanned } = act;
  let closed: ClosedDoors = { invitations: [], requests: [] };
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    const target = await memberRole(trx, chatId, userId);
    assertCanRemoveMember(await memberRole(trx, chatId, actorId), target);
    if (isBanned) {
      await trx
        .insertInto('groupBans')
        .values({ chatId, userId, bannedBy: actorId, bannedAt: new Date() })
        .onConflict((oc) => oc.doNothing())
        .execute();
      closed = await doorsClose(trx, chatId, userId);
    }
    if (!target) return;
    await membershipStore(trx, group, {
      actorId,
      members: [{ userId, role: '' }],
      system: { type: 'memberRemoved', userId, isBanned },
    });
    await outboxAppend(trx, MemberRemovedSchema, events.memberRemoved, {
      chatId,
      title: group.title,
      actorId,
      userId,
      isBanned,
    });
  });
  return closed;
}
