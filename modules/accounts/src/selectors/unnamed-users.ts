import type { Reader } from '../tables/database.ts';

/** Some of the users who can't be found by their names yet. */
export function unnamedUsers(db: Reader, limit: number) {
  return db
    .selectFrom('users')
    .leftJoin('userNames as names', 'names.userId', 'users.id')
    .where('names.userId', 'is', null)
    .select(['users.id', 'users.displayName', 'users.username'])
    .limit(limit)
    .execute();
}
