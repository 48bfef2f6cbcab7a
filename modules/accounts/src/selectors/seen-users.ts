import { canSeePresence } from '../policies/may-with.ts';
import type { Reader } from '../tables/database.ts';
import { standingsOf } from './standings.ts';
import type { UserRow } from './user-columns.ts';

/** The same users as this viewer may see them: without the last activity of those who do not show it to her. */
export async function seenUsers<Row extends UserRow>(
  db: Reader,
  viewerId: string,
  users: readonly Row[],
): Promise<Row[]> {
  const standings = await standingsOf(
    db,
    viewerId,
    users.map((user) => user.id),
  );
  return users.map((user) => {
    const standing = standings.get(user.id);
    return standing && canSeePresence(standing) ? user : { ...user, lastSeenAt: null };
  });
}
