import type { MembershipChanged } from '@bridges/contracts/proto';
import { doesInvitationStand } from '../policies/can-admit.ts';
import { membersAmong } from '../selectors/members-among.ts';
import type { Trx } from '../tables/database.ts';
import type { GoneInvitation, GoneRequest } from './doors-announcer.ts';
import { doorsClosedStore } from './doors-closed-store.ts';

/**
 * After a change of a group: whoever came in needs no invitation and asks no more, and invitations fall with the
 * right of their inviters. Accepting checks all of this itself; this brings the lists of devices up to date.
 */
export async function doorsSweep(
  trx: Trx,
  { chatId, changes, group }: MembershipChanged,
): Promise<{ invitations: GoneInvitation[]; requests: GoneRequest[] }> {
  const came = changes.filter((change) => change.role !== '').map((change) => change.userId);
  // Events come late: she may have been removed, and invited anew, since.
  const joined = await membersAmong(trx, chatId, came);
  const invitations = await closeInvitations(trx, await invitationIdsOf(trx, chatId, joined), 'accepted');
  const fallen = await fallenInvitations(trx, chatId, changes.length === 0 ? undefined : changes);
  const cancelled = await closeInvitations(trx, fallen, 'cancelled');
  await doorsClosedStore(trx, chatId, { invitations: cancelled });
  invitations.push(...cancelled);
  const requests: GoneRequest[] = (await dropRequests(trx, chatId, joined)).map((userId) => ({
    chatId,
    userId,
    outcome: 'approved',
  }));
  if (group?.isDeleted === true) {
    const rest = await dropRequests(trx, chatId, undefined);
    requests.push(...rest.map((userId) => ({ chatId, userId, outcome: 'declined' as const })));
  }
  return { invitations, requests };
}

async function invitationIdsOf(trx: Trx, chatId: string, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await trx
    .selectFrom('invitations')
    .where('chatId', '=', chatId)
    .where('userId', 'in', userIds)
    .where('state', '=', 'pending')
    .select('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Of these inviters, or of all when a setting of the group changed. */
async function fallenInvitations(
  trx: Trx,
  chatId: string,
  changes: MembershipChanged['changes'] | undefined,
): Promise<string[]> {
  let query = trx
    .selectFrom('invitations')
    .innerJoin('groups', 'groups.chatId', 'invitations.chatId')
    .leftJoin('groupMembers as inviter', (join) =>
      join
        .onRef('inviter.chatId', '=', 'invitations.chatId')
        .onRef('inviter.userId', '=', 'invitations.inviterId'),
    )
    .where('invitations.chatId', '=', chatId)
    .where('invitations.state', '=', 'pending')
    .select(['invitations.id', 'invitations.role', 'groups.addRole', 'inviter.role as inviterRole']);
  if (changes) {
    const touched = changes.map((change) => change.userId);
    query = query.where('invitations.inviterId', 'in', touched);
  }
  const rows = await query.execute();
  return rows.filter((row) => !doesInvitationStand(row, row.inviterRole, row)).map((row) => row.id);
}

async function closeInvitations(
  trx: Trx,
  ids: readonly string[],
  outcome: 'accepted' | 'cancelled',
): Promise<GoneInvitation[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .updateTable('invitations')
    .set({ state: outcome, resolvedAt: new Date() })
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .returning(['id', 'chatId', 'userId', 'inviterId', 'isHidden'])
    .execute();
  return rows.map((row) => ({ ...row, outcome }));
}

async function dropRequests(
  trx: Trx,
  chatId: string,
  userIds: readonly string[] | undefined,
): Promise<string[]> {
  if (userIds?.length === 0) return [];
  let query = trx.deleteFrom('joinRequests').where('chatId', '=', chatId);
  if (userIds) query = query.where('userId', 'in', userIds);
  const rows = await query.returning('userId').execute();
  return rows.map((row) => row.userId);
}
