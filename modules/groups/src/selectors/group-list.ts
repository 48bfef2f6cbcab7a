import { plainText } from '@bridges/contracts';
import { nameTerms } from '@bridges/contracts/search';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import type { GroupRow, Role } from '../tables/groups.ts';
import { groupFind } from './group-find.ts';

export interface FoundRow extends Pick<
  GroupRow,
  | 'chatId'
  | 'title'
  | 'handle'
  | 'description'
  | 'pictureFileId'
  | 'memberCount'
  | 'isPublic'
  | 'joinRule'
  | 'searchText'
> {
  /** The viewer's; null when she is not in it. */
  role: Role | null;
}

export interface GroupListQuery {
  search?: string | undefined;
  scope?: Scope | undefined;
  cursor?: string | undefined;
  limit: number;
}

const position = z.tuple([plainText(300), z.uuid()]);

/** What this viewer may find at all: public groups and her own. Nobody finds a private group of others. */
function findable(db: Reader, viewerId: string) {
  return db
    .selectFrom('groups')
    .leftJoin('groupMembers as mine', (join) =>
      join.onRef('mine.chatId', '=', 'groups.chatId').on('mine.userId', '=', viewerId),
    )
    .where('groups.deletedAt', 'is', null)
    .select([
      'groups.chatId',
      'title',
      'handle',
      'description',
      'pictureFileId',
      'memberCount',
      'isPublic',
      'joinRule',
      'searchText',
      'mine.role',
    ]);
}

export type Scope = 'all' | 'mine' | 'public';

function inScope(db: Reader, viewerId: string, scope: Scope) {
  const page = findable(db, viewerId);
  if (scope === 'mine') return page.where('mine.role', 'is not', null);
  if (scope === 'public') return page.where('isPublic', '=', true);
  return page.where((eb) => eb.or([eb('isPublic', '=', true), eb('mine.role', 'is not', null)]));
}
export type ScopedGroups = ReturnType<typeof inScope>;

/**
 * A page of the groups that a viewer may find, in the order of their titles; with a search the best first (`groupFind`).
 *
 * @throws AppError kit.bad_cursor
 */
export async function groupList(
  db: Reader,
  viewerId: string,
  { search = '', scope = 'all', cursor, limit }: GroupListQuery,
): Promise<{ groups: FoundRow[]; nextCursor: string | null }> {
  const terms = nameTerms(search);
  if (terms.length > 0) return groupFind(inScope(db, viewerId, scope), { terms, scope, cursor, limit });
  const listName = `groups:${scope}`;
  let page = inScope(db, viewerId, scope);
  if (cursor !== undefined) {
    const [text, id] = decodeCursor(listName, position, cursor);
    page = page.where(sql<boolean>`(groups.search_text, groups.chat_id) > (${text}, ${id}::uuid)`);
  }
  const rows = await page
    .orderBy('searchText')
    .orderBy('groups.chatId')
    .limit(limit + 1)
    .execute();
  const groups = rows.slice(0, limit);
  const last = groups.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { groups, nextCursor: hasMore ? encodeCursor(listName, [last.searchText, last.chatId]) : null };
}

/** The group of a handle, if this viewer may find it. @throws AppError groups.not_found */
export async function groupOfHandle(db: Reader, viewerId: string, handle: string): Promise<FoundRow> {
  const row = await findable(db, viewerId).where('handle', '=', handle).executeTakeFirst();
  if (!row || (!row.isPublic && row.role === null)) throw errors.not_found();
  return row;
}
