import type { Db } from '../tables/database.ts';
import { unnamedUsers } from '../selectors/unnamed-users.ts';
import { userNamesPut } from './user-names-put.ts';

const batchSize = 500;

/** Makes those found whom an older Bridges, or nothing of Bridges, wrote. */
export async function userNamesFill(db: Db): Promise<void> {
  for (;;) {
    const users = await unnamedUsers(db, batchSize);
    if (users.length === 0) return;
    await userNamesPut(db, users);
  }
}
