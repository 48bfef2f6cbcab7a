import { canSeePresence } from '../policies/may-with.ts';
import type { Reader } from '../tables/database.ts';
import { standingsOf } from './standings.ts';
import type { ProfileRow } from './user-columns.ts';

/** A user as a viewer sees her: with her last activity where she shows it to the viewer. */
export type SeenRow = ProfileRow & { lastSeenAt: Date | null };

/** The same users as this viewer may see them. Rules and last activities come from the database, never from a cache. */
export async function seenUsers<Row extends ProfileRow>(
  db: Reader,
  viewerId: string,
  users: readonly Row[],
): Promise<(Row & { lastSeenAt: Date | null })[]> {
  const standings = await standingsOf(
    db,
    viewerId,
    users.map((user) => user.id),
  );
  return users.map((user) => {
    const standing = standings.get(user.id);
    return { ...user, lastSeenAt: standing && canSeePresence(standing) ? standing.lastSeenAt : null };
  });
}
