import { InvitationCreatedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { uuidv7 } from 'uuidv7';
import { errors } from '../errors.ts';
import { events } from '../events.ts';
import { assertMayAdmit, mayGiveRole } from '../policies/can-admit.ts';
import type { InvitationView } from '../presenters/invitation.ts';
import { invitationsByUsers } from '../selectors/invitation-list.ts';
import { bannedAmong } from '../selectors/banned-among.ts';
import { memberRole } from '../selectors/member-role.ts';
import { membersAmong } from '../selectors/members-among.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';
import { type Doors, inBackground } from './doors.ts';
import type { GoneInvitation } from './doors-announcer.ts';
import { doorsClosedStore } from './doors-closed-store.ts';
import { groupLock } from './group-lock.ts';

const livesForMs = 30 * 24 * 3600 * 1000;

export interface InvitationAct {
  actorId: string;
  chatId: string;
  /** Users known to exist. */
  userIds: readonly string[];
  role: 'admin' | 'member';
  /** Who of them has blocked the actor: they never hear of it, and she is not told. */
  blockedBy: ReadonlySet<string>;
}

/**
 * Invites users and resolves to the invitations that stand now. Members are left out; who has an invitation that
 * stands keeps it, so repeating this makes nothing twice.
 *
 * @throws AppError groups.not_found, groups.not_allowed, groups.role_too_high, groups.user_banned
 */
export async function invitationsCreate(
  { writer, announcer }: Pick<Doors, 'writer' | 'announcer'>,
  act: InvitationAct,
): Promise<InvitationView[]> {
  const { created, fallen } = await writer.db.transaction().execute((trx) => write(trx, act));
  writer.broker.kick();
  announcer.invitationsGone(fallen);
  const all = await invitationsByUsers(writer.db, act.chatId, act.userIds);
  inBackground(
    announcer.invited(all.filter(({ id, userId }) => created.has(id) && !act.blockedBy.has(userId))),
  );
  return all;
}

interface Written {
  created: ReadonlySet<string>;
  fallen: GoneInvitation[];
}

async function write(trx: Trx, act: InvitationAct): Promise<Written> {
  const { actorId, chatId, role } = act;
  const group = await groupLock(trx, chatId);
  const actorRole = await memberRole(trx, chatId, actorId);
  assertMayAdmit(actorRole, group);
  if (!mayGiveRole(actorRole, role)) throw errors.role_too_high();
  const userIds = [...new Set(act.userIds)];
  const banned = await bannedAmong(trx, chatId, userIds);
  if (banned.size > 0) throw errors.user_banned({ details: { userIds: [...banned] } });

  const settled = new Set([
    ...(await membersAmong(trx, chatId, userIds)),
    ...(await invitationsByUsers(trx, chatId, userIds))
      // One that its invited never heard of stands in nobody's way.
      .filter((view) => !view.isHidden || act.blockedBy.has(view.userId))
      .map((view) => view.userId),
  ]);
  const fresh = userIds.filter((id) => !settled.has(id));
  if (fresh.length === 0) return { created: new Set(), fallen: [] };
  const fallen = await closeFallen(trx, chatId, fresh);
  return { created: new Set(await insert(trx, group, act, fresh)), fallen };
}

/** Invitations that expired, or whose inviter lost her right, make room for new ones. */
async function closeFallen(trx: Trx, chatId: string, userIds: readonly string[]): Promise<GoneInvitation[]> {
  const rows = await trx
    .updateTable('invitations')
    .set({ state: 'expired', resolvedAt: new Date() })
    .where('chatId', '=', chatId)
    .where('userId', 'in', userIds)
    .where('state', '=', 'pending')
    .returning(['id', 'chatId', 'userId', 'inviterId', 'isHidden'])
    .execute();
  await doorsClosedStore(trx, chatId, { invitations: rows });
  return rows.map((row) => ({ ...row, outcome: 'expired' }));
}

async function insert(
  trx: Trx,
  group: GroupRow,
  { actorId, role, blockedBy }: InvitationAct,
  userIds: readonly string[],
): Promise<string[]> {
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + livesForMs);
  const rows = userIds.map((userId) => ({
    id: uuidv7(),
    chatId: group.chatId,
    userId,
    inviterId: actorId,
    role,
    state: 'pending' as const,
    isHidden: blockedBy.has(userId),
    createdAt,
    expiresAt,
  }));
  await trx.insertInto('invitations').values(rows).execute();
  for (const { id, chatId, userId, isHidden } of rows) {
    if (isHidden) continue;
    await outboxAppend(trx, InvitationCreatedSchema, events.invitationCreated, {
      invitationId: id,
      chatId,
      title: group.title,
      inviterId: actorId,
      userId,
      expiresAtMs: expiresAt.getTime(),
    });
  }
  return rows.map((row) => row.id);
}
