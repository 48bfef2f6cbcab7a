import { sql } from 'kysely';
import type { Reader } from '../tables/database.ts';
import { isUuid } from './users-by-id.ts';

/** The languages these users have chosen, by id; who has chosen none is left out. */
export async function userLanguages(
  db: Reader,
  userIds: readonly string[],
): Promise<Record<string, 'en' | 'ru'>> {
  const known = userIds.filter(isUuid);
  if (known.length === 0) return {};
  const rows = await db
    .selectFrom('users')
    .select('users.id')
    .select((eb) => eb.ref('users.language').$notNull().as('language'))
    .where('users.id', '=', sql<string>`any(${known}::uuid[])`)
    .where('users.language', 'is not', null)
    .execute();
  return Object.fromEntries(rows.map(({ id, language }) => [id, language]));
}
