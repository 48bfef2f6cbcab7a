import { sql } from 'kysely';
import { usernameKey } from '../keys.ts';
import type { Reader } from '../tables/database.ts';

/** Ids by the usernames as they were asked; names of nobody, and of those who left, are not in it. */
export async function usernamesResolve(
  db: Reader,
  usernames: readonly string[],
): Promise<Record<string, string>> {
  if (usernames.length === 0) return {};
  const rows = await db
    .selectFrom('users')
    .where('usernameKey', '=', sql<string>`any(${usernames.map(usernameKey)}::text[])`)
    .where('deactivatedAt', 'is', null)
    .select(['id', 'usernameKey'])
    .execute();
  const byKey = new Map(rows.map((row) => [row.usernameKey, row.id]));
  return Object.fromEntries(
    usernames.flatMap((name) => {
      const id = byKey.get(usernameKey(name));
      return id === undefined ? [] : [[name, id]];
    }),
  );
}
