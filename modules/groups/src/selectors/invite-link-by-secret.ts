import { errors } from '../errors.ts';
import { hashLinkSecret } from '../policies/link-secret.ts';
import { isLinkUsable } from '../policies/link-usable.ts';
import type { LinkTarget } from '../presenters/invitation.ts';
import type { Reader } from '../tables/database.ts';
import { isBanned } from './banned-among.ts';
import { previewColumns } from './preview-columns.ts';

/**
 * Where a link leads, for one who holds its secret.
 *
 * @throws AppError groups.link_not_found, alike for links that never were, were revoked, expired or used up, and
 *   for whoever is banned from the group
 */
export async function inviteLinkBySecret(db: Reader, viewerId: string, secret: string): Promise<LinkTarget> {
  const row = await db
    .selectFrom('inviteLinks')
    .innerJoin('groups', 'groups.chatId', 'inviteLinks.chatId')
    .leftJoin('groupMembers as creator', (join) =>
      join
        .onRef('creator.chatId', '=', 'inviteLinks.chatId')
        .onRef('creator.userId', '=', 'inviteLinks.creatorId'),
    )
    .leftJoin('groupMembers as mine', (join) =>
      join.onRef('mine.chatId', '=', 'inviteLinks.chatId').on('mine.userId', '=', viewerId),
    )
    .leftJoin('joinRequests as asked', (join) =>
      join.onRef('asked.chatId', '=', 'inviteLinks.chatId').on('asked.userId', '=', viewerId),
    )
    .where('secretHash', '=', hashLinkSecret(secret))
    .select([
      'inviteLinks.chatId',
      'inviteLinks.needsApproval',
      'inviteLinks.revokedAt',
      'inviteLinks.expiresAt',
      'inviteLinks.useLimit',
      'inviteLinks.useCount',
      'groups.addRole',
      'creator.role as creatorRole',
      'mine.userId as memberId',
      'asked.userId as askedId',
      ...previewColumns,
    ])
    .executeTakeFirst();
  if (!row || !isLinkUsable(row, row.creatorRole, row, new Date())) throw errors.link_not_found();
  if (await isBanned(db, row.chatId, viewerId)) throw errors.link_not_found();
  return { ...row, isMember: row.memberId !== null, isRequested: row.askedId !== null };
}
