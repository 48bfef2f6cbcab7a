import type { NameTerm } from '@bridges/contracts/search';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** What PostgreSQL is asked to find names by, over the columns `text` and `keys` of one table. */
export interface NameConditions {
  /** Every word of the search is there, whole, begun, in another spelling, or as a part. */
  isFound: RawBuilder<boolean>;
  /** How, as `nameRanks`; for those that are found. */
  rank: RawBuilder<number>;
  /**
   * May be found with typing errors, to be looked at with `nameRank`: with one in a word; then, where words are long
   * enough for them, with two. Each leaves out what those before it find.
   */
  isNear: readonly RawBuilder<boolean>[];
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
  // Behind `select`, because the planner takes keys that it sees for far more frequent than they are, and reads all
  // of the table: 2 s of 100,000 names instead of 20 ms.
  const hasAny = (wanted: readonly number[]) => sql<boolean>`${keys} && (select ${wanted}::int[])`;
  const anyOf = (conditions: RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(conditions, sql` or `)})`;
  const allOf = (conditions: RawBuilder<boolean>[]) => sql<boolean>`(${sql.join(conditions, sql` and `)})`;

  const holds = (term: NameTerm, wanted: readonly number[]): RawBuilder<boolean>[] => [
    ...(wanted.length > 0 ? [hasAny([...new Set(wanted)])] : []),
    ...(term.parts.length > 0 || wanted.length === 0 ? [likeAny(term.parts)] : []),
  ];
  const found = (term: NameTerm) => anyOf(holds(term, term.keys));
  const near = (term: NameTerm, errorsOf: (term: NameTerm) => readonly number[]): RawBuilder<boolean> => {
    const apart = term.words.map((word) => near(word, errorsOf));
    return anyOf([
      ...holds(term, [...term.keys, ...errorsOf(term)]),
      ...(apart.length > 0 ? [allOf(apart)] : []),
    ]);
  };
  const rankOf = ({ exact, starts, forms, keys: wanted }: NameTerm) => sql<number>`case
    when ${likeAny(exact)} then 0 when ${likeAny(starts)} then 1
    when ${anyOf([hasAny(wanted), likeAny(forms)])} then 2 else 3 end`;

  const isFound = allOf(terms.map(found));
  const withOne = allOf(terms.map((term) => near(term, ({ errorKeys }) => errorKeys)));
  const withTwo = allOf(
    terms.map((term) => near(term, ({ errorKeys, twoErrorKeys }) => [...errorKeys, ...twoErrorKeys])),
  );
  const mayHaveTwo = terms.some((term) => [term, ...term.words].some((one) => one.twoErrorKeys.length > 0));
  return {
    isFound,
    rank: sql<number>`greatest(${sql.join(terms.map(rankOf))})`,
    isNear: [
      sql<boolean>`${withOne} and not ${isFound}`,
      ...(mayHaveTwo ? [sql<boolean>`${withTwo} and not ${withOne}`] : []),
    ],
  };
}
