import { nameKeys, nameText } from '@bridges/contracts/search';
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
      users.map((user) => {
        const names = [user.displayName, user.username];
        return {
          userId: user.id,
          searchText: searchText(user.displayName, user.username),
          text: nameText(names),
          keys: nameKeys(names),
        };
      }),
    )
    .onConflict((oc) =>
      oc.column('userId').doUpdateSet((eb) => ({
        searchText: eb.ref('excluded.searchText'),
        text: eb.ref('excluded.text'),
        keys: eb.ref('excluded.keys'),
      })),
    )
    .execute();
}
