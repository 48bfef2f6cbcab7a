import { unnamedMembers } from '../selectors/unnamed-members.ts';
import type { Db } from '../tables/database.ts';
import type { Accounts } from './people-to-add.ts';
import { personKeep } from './person-keep.ts';

const batchSize = 500;

/** Asks accounts for the names that no event brought; those it doesn't know stay nameless. */
export async function peopleFill(db: Db, accounts: Accounts): Promise<void> {
  for (;;) {
    const ids = await unnamedMembers(db, batchSize);
    if (ids.length === 0) return;
    const { users } = await accounts.getUsers({ ids });
    const named = new Set(users.map((user) => user.id));
    await personKeep(db, users);
    await personKeep(
      db,
      ids.filter((id) => !named.has(id)).map((id) => ({ id, displayName: '', username: '' })),
    );
  }
}
