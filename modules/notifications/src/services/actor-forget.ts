import { sql } from 'kysely';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { entriesForget } from './entries-read.ts';
import type { WhichEntries } from './entries-read.ts';

export interface ForgottenActor {
  changed: NotificationRow[];
  gone: [string, string[]][];
}

/** Takes an actor out of entries; entries of nobody else go with him. `isOnce`: only one of the things he did. */
export async function actorForget(
  trx: Trx,
  actorId: string,
  which: WhichEntries,
  { isOnce = false } = {},
): Promise<ForgottenActor> {
  const without = isOnce
    ? sql<string[]>`actor_ids[:array_position(actor_ids, ${actorId}::uuid) - 1]
        || actor_ids[array_position(actor_ids, ${actorId}::uuid) + 1:]`
    : sql<string[]>`array_remove(actor_ids, ${actorId}::uuid)`;
  const rows = await trx
    .updateTable('notifications')
    .set({ actorIds: without })
    .where(sql<boolean>`${actorId}::uuid = any(actor_ids)`)
    .where(which)
    .returningAll()
    .execute();
  const emptied = rows.filter(isEmpty).map(({ id }) => id);
  const gone = emptied.length === 0 ? [] : await entriesForget(trx, (eb) => eb('id', 'in', emptied));
  return { changed: rows.filter((row) => !isEmpty(row)), gone };
}

/** Nobody is left in it; that she was removed stays news. */
function isEmpty({ actorIds, kind }: NotificationRow): boolean {
  return actorIds.length === 0 && kind !== 'removed_from_group';
}
