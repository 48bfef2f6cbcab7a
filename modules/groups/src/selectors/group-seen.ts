import type { Reader } from '../tables/database.ts';

/** Whether a user may know of a group: hers, a public one that has not banned her, or one she is invited to. */
export async function groupSeen(db: Reader, viewerId: string, chatId: string): Promise<boolean> {
  const row = await db
    .selectFrom('groups')
    .where('groups.chatId', '=', chatId)
    .where('groups.deletedAt', 'is', null)
    .select(({ exists, selectFrom }) => [
      'groups.isPublic',
      exists(
        selectFrom('groupMembers as mine')
          .whereRef('mine.chatId', '=', 'groups.chatId')
          .where('mine.userId', '=', viewerId)
          .select('mine.userId'),
      ).as('isMember'),
      exists(
        selectFrom('groupBans as ban')
          .whereRef('ban.chatId', '=', 'groups.chatId')
          .where('ban.userId', '=', viewerId)
          .select('ban.userId'),
      ).as('isBanned'),
      exists(
        selectFrom('invitations as invitation')
          .whereRef('invitation.chatId', '=', 'groups.chatId')
          .where('invitation.userId', '=', viewerId)
          .where('invitation.state', '=', 'pending')
          .where('invitation.expiresAt', '>', new Date())
          .select('invitation.id'),
      ).as('isInvited'),
    ])
    .executeTakeFirst();
  if (!row) return false;
  return Boolean(row.isMember) || (!row.isBanned && (row.isPublic || Boolean(row.isInvited)));
}
