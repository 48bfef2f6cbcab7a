import { errors } from '../errors.ts';
import { assertMay } from '../policies/permissions.ts';
import { memberRole } from '../selectors/member-role.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/** Hands a group over: another member becomes owner, and who was stays as an admin. */
export async function ownerTransfer(
  writer: MembershipWriter,
  act: { actorId: string; chatId: string; userId: string },
): Promise<void> {
  const { actorId, chatId, userId } = act;
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    assertMay(await memberRole(trx, chatId, actorId), 'own', group);
    if (!(await memberRole(trx, chatId, userId))) throw errors.no_such_member();
    if (userId === actorId) return;
    await membershipStore(trx, group, {
      actorId,
      members: [
        { userId, role: 'owner' },
        { userId: actorId, role: 'admin' },
      ],
      system: { type: 'ownerChanged', userId },
    });
  });
}
