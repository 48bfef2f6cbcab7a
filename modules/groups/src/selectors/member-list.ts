import { createHash } from 'node:crypto';
import { nameRank, nameTerms } from '@bridges/contracts/search';
import { decodeCursor, encodeCursor, nameConditions } from '@bridges/kit';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import type { Role } from '../tables/groups.ts';
import { memberVersion } from './member-page-cache.ts';
import type { MemberPages } from './member-page-cache.ts';

export interface MemberListQuery {
  search?: string | undefined;
  role?: Role | undefined;
  cursor?: string | undefined;
  limit: number;
}
export interface ListedMember {
  userId: string;
  role: Role;
  joinedAt: Date;
}

export interface MemberListPage {
  members: ListedMember[];
  nextCursor: string | null;
}

/** With this many found, near misses are not looked for. */
const enough = 3;
const mostCandidates = 300;

const position = z.tuple([z.number().int().min(0).max(2), z.iso.datetime({ precision: 3 }), z.uuid()]);

/**
 * A page of a group's members: owners, admins, members, each the longest-standing first, straight from an
 * index, or the cache. A search looks through the names of this group's members only, with near misses where hardly anybody is found.
 *
 * @throws AppError groups.not_found for those outside, kit.bad_cursor
 */
export async function memberList(
  db: Reader,
  pages: MemberPages,
  viewerId: string,
  chatId: string,
  query: MemberListQuery,
): Promise<MemberListPage> {
  const version = await memberVersion(db, chatId, viewerId);
  if (version === undefined) throw errors.not_found();
  const { search = '', role = '', cursor = '', limit } = query;
  // By the names that people have now: a search is not a matter of the group's version.
  if (search !== '') return readPage(db, chatId, query);
  const kept = await pages.read(`${chatId}:${version}:${role}:${limit}:${cursor}`, async () => {
    const { members, nextCursor } = await readPage(db, chatId, query);
    return {
      members: members.map(({ joinedAt, ...member }) => ({ ...member, joinedAtMs: joinedAt.getTime() })),
      nextCursor,
    };
  });
  const { members = [], nextCursor = null } = kept ?? {};
  return {
    members: members.map(({ joinedAtMs, ...member }) => ({ ...member, joinedAt: new Date(joinedAtMs) })),
    nextCursor,
  };
}

async function readPage(
  db: Reader,
  chatId: string,
  { search = '', role, cursor, limit }: MemberListQuery,
): Promise<MemberListPage> {
  const terms = nameTerms(search);
  const words = createHash('sha256')
    .update(terms.map(({ readings }) => readings[0]).join('\n'))
    .digest('base64url')
    .slice(0, 8);
  const listName = `group-members:${chatId}:${role ?? ''}:${words}`;
  const isNamed = (condition: RawBuilder<boolean>) =>
    sql<boolean>`exists (select from people where people.user_id = member.user_id and ${condition})`;
  let members = db
    .selectFrom('groupMembers as member')
    .where('member.chatId', '=', chatId)
    .select(['member.userId', 'member.role', 'member.joinedAt', 'member.rank'])
    .orderBy('member.rank')
    .orderBy('member.joinedAt')
    .orderBy('member.userId');
  if (role) members = members.where('member.role', '=', role);
  const conditions = terms.length === 0 ? undefined : nameConditions(terms, 'people');
  let page = conditions ? members.where(isNamed(conditions.isFound)) : members;
  if (cursor !== undefined) {
    const [rank, joinedAt, id] = decodeCursor(listName, position, cursor);
    page = page.where(
      sql<boolean>`(member.rank, member.joined_at, member.user_id)
        > (${rank}::smallint, ${new Date(joinedAt)}::timestamptz, ${id}::uuid)`,
    );
  }
  const rows = await page.limit(limit + 1).execute();
  const found = rows.slice(0, limit);
  const last = found.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  if (cursor === undefined)
    for (const condition of conditions?.isNear ?? []) {
      if (found.length >= enough) break;
      const near = await members
        .where(isNamed(condition))
        .select(sql<string>`(select search_text from people where user_id = member.user_id)`.as('names'))
        .limit(mostCandidates)
        .execute();
      found.push(...near.filter(({ names }) => nameRank(names.split('\n'), terms) !== null));
    }
  return {
    members: found
      .slice(0, limit)
      .map(({ userId, role: own, joinedAt }) => ({ userId, role: own, joinedAt })),
    nextCursor: hasMore
      ? encodeCursor(listName, [last.rank, last.joinedAt.toISOString(), last.userId])
      : null,
  };
}
