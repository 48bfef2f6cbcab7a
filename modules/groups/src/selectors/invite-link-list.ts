import type { InviteLinkView } from '../presenters/invitation.ts';
import { isLinkUsable } from '../policies/link-usable.ts';
import type { Reader } from '../tables/database.ts';

const newest = 200;

/** A group's links that were not revoked, the newest first; of one maker, or of all. */
export async function inviteLinkList(
  db: Reader,
  chatId: string,
  creatorId: string | undefined,
): Promise<InviteLinkView[]> {
  let query = db
    .selectFrom('inviteLinks')
    .innerJoin('groups', 'groups.chatId', 'inviteLinks.chatId')
    .leftJoin('groupMembers as creator', (join) =>
      join
        .onRef('creator.chatId', '=', 'inviteLinks.chatId')
        .onRef('creator.userId', '=', 'inviteLinks.creatorId'),
    )
    .where('inviteLinks.chatId', '=', chatId)
    .where('revokedAt', 'is', null);
  if (creatorId !== undefined) query = query.where('creatorId', '=', creatorId);
  const rows = await query
    .selectAll('inviteLinks')
    .select(['groups.addRole', 'creator.role as creatorRole'])
    .orderBy('inviteLinks.createdAt', 'desc')
    .orderBy('inviteLinks.id', 'desc')
    .limit(newest)
    .execute();
  const now = new Date();
  return rows.map((row) => ({ ...row, isUsable: isLinkUsable(row, row.creatorRole, row, now) }));
}
