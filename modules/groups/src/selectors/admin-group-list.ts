import { createHash } from 'node:crypto';
import { limits, plainText } from '@bridges/contracts';
import type { AdminGroupSort } from '@bridges/contracts';
import { decodeCursor, encodeCursor } from '@bridges/kit';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { searchPatterns } from '../presenters/search-text.ts';
import type { Reader } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';

export type AdminGroupRow = Pick<
  GroupRow,
  'chatId' | 'title' | 'handle' | 'isPublic' | 'pictureFileId' | 'memberCount' | 'createdAt' | 'deletedAt'
>;
export interface AdminGroupQuery {
  search?: string | undefined;
  kind?: 'public' | 'private' | undefined;
  state?: 'active' | 'deleted' | undefined;
  memberId?: string | undefined;
  sort?: AdminGroupSort | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

const timeMs = z.number().int().min(0).max(253_402_300_799_999);
const orders = {
  title: { key: sql<string>`groups.search_text`, position: z.tuple([plainText(300), z.uuid()]) },
  created: { key: sql<Date>`groups.created_at`, position: z.tuple([timeMs, z.uuid()]) },
} as const;

/** A page of all groups there are, private ones and those that were deleted, too. Never what is said in them. */
export async function adminGroupList(
  db: Reader,
  query: AdminGroupQuery,
): Promise<{ groups: AdminGroupRow[]; nextCursor: string | null }> {
  const { search = '', kind, state = 'active', memberId, sort = 'title', cursor } = query;
  const { limit = limits.pageSize.default } = query;
  const isDescending = sort.startsWith('-');
  const { key, position } = orders[sort.replace('-', '') as keyof typeof orders];
  const words = searchPatterns(search);
  const list = `admin-groups:${sort}:${kind ?? ''}:${state}:${memberId ?? ''}:${fingerprint(words)}`;
  let page = db
    .selectFrom('groups')
    .select(['chatId', 'title', 'handle', 'isPublic', 'pictureFileId', 'memberCount'])
    .select(['createdAt', 'deletedAt'])
    .select((key as RawBuilder<string | Date>).as('sortKey'))
    .where('deletedAt', state === 'active' ? 'is' : 'is not', null);
  if (kind !== undefined) page = page.where('isPublic', '=', kind === 'public');
  if (memberId !== undefined)
    page = page.where('chatId', 'in', (eb) =>
      eb.selectFrom('groupMembers').select('groupMembers.chatId').where('userId', '=', memberId),
    );
  for (const patterns of words) page = page.where(sql<boolean>`search_text like any(${patterns}::text[])`);
  if (cursor !== undefined) {
    const [last, id] = decodeCursor(list, position, cursor);
    const after = typeof last === 'number' ? sql`${new Date(last)}::timestamptz` : sql`${last}`;
    page = page.where(
      sql<boolean>`(${key}, groups.chat_id) ${sql.raw(isDescending ? '<' : '>')} (${after}, ${id}::uuid)`,
    );
  }
  const direction = isDescending ? 'desc' : 'asc';
  const rows = await page
    .orderBy(key, direction)
    .orderBy('groups.chatId', direction)
    .limit(limit + 1)
    .execute();
  const groups = rows.slice(0, limit);
  const last = groups.at(-1);
  if (rows.length <= limit || !last) return { groups, nextCursor: null };
  const lastKey = last.sortKey instanceof Date ? last.sortKey.getTime() : last.sortKey;
  return { groups, nextCursor: encodeCursor(list, [lastKey, last.chatId]) };
}

const fingerprint = (words: string[][]): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 8);
