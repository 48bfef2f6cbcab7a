import { assertCanSetRole } from '../policies/can-set-role.ts';
import { assertMay } from '../policies/permissions.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import type { Role } from '../tables/groups.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/** Gives a member another role; in force everywhere when it resolves. */
export async function memberRoleSet(
  writer: MembershipWriter,
  act: { actorId: string; chatId: string; userId: string; role: Role },
): Promise<void> {
  const { actorId, chatId, userId, role } = act;
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    assertMay(await memberRole(trx, chatId, actorId), 'own', group);
    const target = await memberRole(trx, chatId, userId);
    assertCanSetRole(target, role, await countOwners(trx, chatId));
    if (target === role) return;
    await membershipStore(trx, group, {
      actorId,
      members: [{ userId, role }],
      system: { type: 'roleChanged', userId, role },
    });
  });
}

async function countOwners(trx: Trx, chatId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('groupMembers')
    .where('chatId', '=', chatId)
    .where('rank', '=', 0)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
