import type { BanPage, GroupMember } from '@bridges/contracts';
import type { ListedMember } from '../selectors/member-list.ts';
import type { GroupBansTable } from '../tables/groups.ts';

export function presentMember({ userId, role, joinedAt }: ListedMember): GroupMember {
  return { userId, role, joinedAt: joinedAt.toISOString() };
}

export function presentBan({
  userId,
  bannedBy,
  bannedAt,
}: Omit<GroupBansTable, 'chatId'>): BanPage['bans'][number] {
  return { userId, bannedBy, bannedAt: bannedAt.toISOString() };
}
