import { createHash } from 'node:crypto';
import { plainText } from '@bridges/contracts';
import { nameRank } from '@bridges/contracts/search';
import type { NameTerm } from '@bridges/contracts/search';
import { decodeCursor, encodeCursor, nameConditions } from '@bridges/kit';
import { sql } from 'kysely';
import { z } from 'zod';
import type { FoundRow, Scope, ScopedGroups } from './group-list.ts';

/** Is not mine, how well it fits, text, id. */
const position = z.tuple([z.number().int(), z.number().int(), plainText(300), z.uuid()]);
/** With this many found, near misses are not looked for. */
const enough = 3;
const mostCandidates = 300;

/**
 * Those of some groups whose title and handle hold every word of a search, in any alphabet or keyboard layout: mine
 * first, then by how well they fit. Where hardly any is found, those too whose names come near.
 */
export async function groupFind(
  groups: ScopedGroups,
  {
    terms,
    scope,
    cursor,
    limit,
  }: { terms: readonly NameTerm[]; scope: Scope; cursor?: string | undefined; limit: number },
): Promise<{ groups: FoundRow[]; nextCursor: string | null }> {
  const { isFound, isNear, rank } = nameConditions(terms, 'names');
  const named = groups
    .innerJoin('groupNames as names', 'names.chatId', 'groups.chatId')
    .select(sql<number>`(mine.role is null)::int`.as('foreignness'))
    .select(rank.as('fit'));
  const listName = `groups:${scope}:${fingerprint(terms)}`;
  let page = named.where(isFound);
  if (cursor !== undefined) {
    const [foreignness, fit, text, id] = decodeCursor(listName, position, cursor);
    page = page.where(
      sql<boolean>`((mine.role is null)::int, ${rank}, groups.search_text, groups.chat_id)
        > (${foreignness}::int, ${fit}::int, ${text}, ${id}::uuid)`,
    );
  }
  const rows = await page
    .orderBy('foreignness')
    .orderBy('fit')
    .orderBy('searchText')
    .orderBy('groups.chatId')
    .limit(limit + 1)
    .execute();
  const found = rows.slice(0, limit);
  const last = found.at(-1);
  if (rows.length > limit && last)
    return {
      groups: found,
      nextCursor: encodeCursor(listName, [last.foreignness, last.fit, last.searchText, last.chatId]),
    };
  if (cursor === undefined)
    for (const condition of isNear) {
      if (found.length >= enough) break;
      const near = await named
        .where(condition)
        .orderBy('foreignness')
        .orderBy('searchText')
        .orderBy('groups.chatId')
        .limit(mostCandidates)
        .execute();
      found.push(...near.filter(({ title, handle }) => nameRank([title, handle ?? ''], terms) !== null));
    }
  return { groups: found.slice(0, limit), nextCursor: null };
}

function fingerprint(terms: readonly NameTerm[]): string {
  const words = terms.map(({ readings }) => readings[0]).join('\n');
  return createHash('sha256').update(words).digest('base64url').slice(0, 8);
}
