import { adminActNote, kitErrors } from '@bridges/kit';
import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { errors } from '../errors.ts';
import { assertMaySetOwner } from '../policies/can-set-owner.ts';
import { groupOwners } from '../selectors/admin-group.ts';
import { memberRole } from '../selectors/member-role.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

export type AskUsers = Pick<RpcClient<typeof AccountsService>, 'getUsers'>;

/**
 * A group whose owners have closed accounts gets a member as its owner; they stay as admins, should they come back.
 *
 * @throws AppError groups.not_found, groups.no_such_member, groups.owner_is_active, groups.member_deactivated,
 *   groups.named_by_context, kit.unavailable
 */
export async function adminOwnerSet(
  writer: MembershipWriter,
  accounts: AskUsers,
  act: { adminId: string; chatId: string; userId: string; reason: string },
): Promise<void> {
  const { adminId, chatId, userId, reason } = act;
  const owners = await groupOwners(writer.db, chatId);
  const active = await activeAmong(accounts, [...owners, userId]);
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    const ownersNow = await groupOwners(trx, chatId);
    if (!(await memberRole(trx, chatId, userId))) throw errors.no_such_member();
    // Asked about others than those who own it now.
    if (ownersNow.some((id) => !owners.includes(id))) throw kitErrors.unavailable();
    const isOwnerActive = ownersNow.some((id) => active.has(id));
    assertMaySetOwner({ isOfService: group.contextType !== null, isOwnerActive });
    if (!active.has(userId)) throw errors.member_deactivated();
    await membershipStore(trx, group, {
      actorId: adminId,
      members: [
        { userId, role: 'owner' },
        ...ownersNow.map((id) => ({ userId: id, role: 'admin' as const })),
      ],
      system: { type: 'ownerChanged', userId },
    });
    const note = { adminId, act: 'group_owner_set', object: group.title, objectId: chatId, reason };
    await adminActNote(trx, note);
  });
}

/** Those of these users whose accounts are open. */
export async function activeAmong(accounts: AskUsers, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { users } = await accounts.getUsers({ ids: [...new Set(ids)].slice(0, 1000) });
  return new Set(users.flatMap(({ id, isDeactivated }) => (isDeactivated ? [] : [id])));
}
