import { nameKeys, nameText } from '@bridges/contracts/search';
import type { Db } from '../tables/database.ts';

interface Named {
  id: string;
  displayName: string;
  username: string;
}

/** Makes users found by the names they have now. */
export async function userNamesPut(db: Pick<Db, 'insertInto'>, users: readonly Named[]): Promise<void> {
  if (users.length === 0) return;
  await db
    .insertInto('userNames')
    .values(
      users.map(({ id, displayName, username }) => {
        const names = [displayName, username];
        return { userId: id, text: nameText(names), keys: nameKeys(names) };
      }),
    )
    .onConflict((conflict) =>
      conflict
        .column('userId')
        .doUpdateSet((eb) => ({ text: eb.ref('excluded.text'), keys: eb.ref('excluded.keys') })),
    )
    .execute();
}
