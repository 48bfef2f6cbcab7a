import type { NameTerm } from '@bridges/contracts/search';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** What PostgreSQL is asked to find names by, over the columns `text` and `keys` of one table. */
export interface NameConditions {
  /** Every word of the search is there, whole, begun, in another spelling, or as a part. */
  isFound: RawBuilder<boolean>;
  /** How, as `nameRanks`; for those that are found. */
  rank: RawBuilder<number>;
  /** May be found with typing errors; to be looked at with `nameRank`. Not those that are found anyway. */
  isNear: RawBuilder<boolean>;
}

/**
 * Conditions for a search of names, whose table holds for each of them `nameText` and `nameKeys` of
 * `@bridges/contracts/search`. An index over `keys` (GIN) and one over `text` (trigrams) answer them.
 *
 * @param terms at least one
 */
export function nameConditions(terms: readonly NameTerm[], table: string): NameConditions {
  const [text, keys] = [sql.ref(`${table}.text`), sql.ref(`${table}.keys`)];
  const likeAny = (patterns: readonly string[]) => sql<boolean>`${text} like any(${patterns}::text[])`;
  const hasAny = (wanted: readonly number[]) => sql<boolean>`${keys} && ${wanted}::int[]`;
  const anyOf = (conditions: RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(conditions, sql` or `)})`;
  const allOf = (conditions: RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(conditions, sql` and `)})`;

  const found = (term: NameTerm) => anyOf([hasAny(term.keys), likeAny(term.parts)]);
  const near = (term: NameTerm): RawBuilder<boolean> => {
    const apart = term.words.map((word) => near(word));
    return anyOf([found(term), hasAny(term.errorKeys), ...(apart.length > 0 ? [allOf(apart)] : [])]);
  };
  const rankOf = ({ exact, starts, forms, keys: wanted }: NameTerm) => sql<number>`case
    when ${likeAny(exact)} then 0 when ${likeAny(starts)} then 1
    when ${anyOf([hasAny(wanted), likeAny(forms)])} then 2 else 3 end`;
  const isFound = allOf(terms.map(found));
  return {
    isFound,
    rank: sql<number>`greatest(${sql.join(terms.map(rankOf))})`,
    isNear: sql<boolean>`${allOf(terms.map(near))} and not ${isFound}`,
  };
}
