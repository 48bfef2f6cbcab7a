import type { Reader } from '../tables/database.ts';

/** Some of the groups that can't be found by their names yet. */
export function unnamedGroups(db: Reader, limit: number) {
  return db
    .selectFrom('groups')
    .leftJoin('groupNames as names', 'names.chatId', 'groups.chatId')
    .where('names.chatId', 'is', null)
    .select(['groups.chatId', 'groups.title', 'groups.handle'])
    .limit(limit)
    .execute();
}

/** Some of the members' names of before, which are there as text alone. */
export function keylessPeople(db: Reader, limit: number) {
  return db
    .selectFrom('people')
    .where('text', '=', '')
    .where('searchText', '<>', '\n')
    .select(['userId', 'searchText'])
    .limit(limit)
    .execute();
}
