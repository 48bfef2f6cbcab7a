import { searchText } from '../presenters/search-text.ts';
import type { Trx } from '../tables/database.ts';

interface Person {
  id: string;
  displayName: string;
  username: string;
}

/** Remembers by which names a user is found among members. */
export async function personKeep(trx: Pick<Trx, 'insertInto'>, users: readonly Person[]): Promise<void> {
  if (users.length === 0) return;
  await trx
    .insertInto('people')
    .values(
      users.map((user) => ({ userId: user.id, searchText: searchText(user.displayName, user.username) })),
    )
    .onConflict((oc) =>
      oc.column('userId').doUpdateSet((eb) => ({ searchText: eb.ref('excluded.searchText') })),
    )
    .execute();
}
