import { limits, timestamp, uuid } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import { doesInvitationStand } from '../policies/can-admit.ts';
import type { InvitationView } from '../presenters/invitation.ts';
import type { Reader } from '../tables/database.ts';
import type { Role } from '../tables/groups.ts';
import { previewColumns } from './preview-columns.ts';

const position = z.tuple([timestamp, uuid]);

export interface InvitationPageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** Invitations that stand now. Whoever sees them is decided by the functions below. */
function standing(db: Reader, now: Date) {
  return db
    .selectFrom('invitations')
    .innerJoin('groups', 'groups.chatId', 'invitations.chatId')
    .leftJoin('groupMembers as inviter', (join) =>
      join
        .onRef('inviter.chatId', '=', 'invitations.chatId')
        .onRef('inviter.userId', '=', 'invitations.inviterId'),
    )
    .where('invitations.state', '=', 'pending')
    .where('invitations.expiresAt', '>', now)
    .select([
      'invitations.id',
      'invitations.chatId',
      'invitations.userId',
      'invitations.inviterId',
      'invitations.role',
      'invitations.createdAt',
      'invitations.expiresAt',
      'invitations.isHidden',
      'groups.addRole',
      'inviter.role as inviterRole',
      ...previewColumns,
    ]);
}

type Standing = InvitationView & { addRole: Role; inviterRole: Role | null };
const stands = (row: Standing): boolean => doesInvitationStand(row, row.inviterRole, row);

async function page(
  query: ReturnType<typeof standing>,
  list: string,
  { cursor, limit = limits.pageSize.default }: InvitationPageQuery,
): Promise<{ rows: InvitationView[]; nextCursor: string | null }> {
  if (cursor) {
    const [createdAt, id] = decodeCursor(list, position, cursor);
    query = query.where(
      sql<boolean>`(invitations.created_at, invitations.id) < (${new Date(createdAt)}, ${id}::uuid)`,
    );
  }
  const found = await query
    .orderBy('invitations.createdAt', 'desc')
    .orderBy('invitations.id', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return {
    rows: rows.filter(stands),
    nextCursor: hasMore ? encodeCursor(list, [last.createdAt.toISOString(), last.id]) : null,
  };
}

/** What this user is invited to, the newest first; a page may be shorter than asked for. */
export function invitationsOfUser(db: Reader, userId: string, query: InvitationPageQuery) {
  const mine = standing(db, new Date())
    .where('invitations.userId', '=', userId)
    .where('isHidden', '=', false);
  return page(mine, 'invitations', query);
}

/** Who is invited into a group, for those who may invite. */
export function invitationsOfGroup(db: Reader, chatId: string, query: InvitationPageQuery) {
  return page(
    standing(db, new Date()).where('invitations.chatId', '=', chatId),
    `invitations ${chatId}`,
    query,
  );
}

/** The invitations of these users into a group, those hidden from them too: for their inviter. */
export async function invitationsByUsers(
  db: Reader,
  chatId: string,
  userIds: readonly string[],
): Promise<(InvitationView & { isHidden: boolean })[]> {
  if (userIds.length === 0) return [];
  const rows = await standing(db, new Date())
    .where('invitations.chatId', '=', chatId)
    .where('invitations.userId', 'in', userIds)
    .execute();
  return rows.filter(stands);
}
