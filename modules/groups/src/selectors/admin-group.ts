import { sql } from 'kysely';
import { errors } from '../errors.ts';
import { searchPatterns } from '../presenters/search-text.ts';
import type { Reader } from '../tables/database.ts';
import type { GroupRow, Role } from '../tables/groups.ts';

const mostOwners = 20;

/** A group for administrators, a deleted one too. @throws AppError groups.not_found */
export async function adminGroup(
  db: Reader,
  chatId: string,
): Promise<{ group: GroupRow; ownerIds: string[] }> {
  const group = await db.selectFrom('groups').where('chatId', '=', chatId).selectAll().executeTakeFirst();
  if (!group) throw errors.not_found();
  return { group, ownerIds: (await groupOwners(db, chatId)).slice(0, mostOwners) };
}

/** Who owns a group, the longest-standing first. */
export async function groupOwners(db: Reader, chatId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('groupMembers')
    .where('chatId', '=', chatId)
    .where('rank', '=', 0)
    .select('userId')
    .orderBy('joinedAt')
    .orderBy('userId')
    .execute();
  return rows.map(({ userId }) => userId);
}

/** Some members of a group, owners and admins first; with a search those who are called so. */
export async function adminMembers(
  db: Reader,
  chatId: string,
  { search = '', limit = 20 }: { search?: string | undefined; limit?: number | undefined },
): Promise<{ userId: string; role: Role }[]> {
  let members = db
    .selectFrom('groupMembers as member')
    .where('member.chatId', '=', chatId)
    .select(['member.userId', 'member.role']);
  for (const patterns of searchPatterns(search))
    members = members.where(
      sql<boolean>`exists (select from people
        where people.user_id = member.user_id and people.search_text like any(${patterns}::text[]))`,
    );
  return members
    .orderBy('member.rank')
    .orderBy('member.joinedAt')
    .orderBy('member.userId')
    .limit(limit)
    .execute();
}
