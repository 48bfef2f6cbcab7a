import { sql } from 'kysely';
import type { Trx } from '../tables/database.ts';
import type { Role } from '../tables/groups.ts';

export interface MemberChange {
  userId: string;
  /** Empty: no longer a member. */
  role: Role | '';
}

/** Writes who is in a locked group; resolves to how many members more it has (less, when negative). */
export async function membersWrite(
  trx: Trx,
  chatId: string,
  changes: readonly MemberChange[],
): Promise<number> {
  const removed = changes.filter((change) => change.role === '').map((change) => change.userId);
  const joinedAt = new Date();
  const kept = changes.flatMap(({ userId, role }) => (role ? [{ chatId, userId, role, joinedAt }] : []));
  let difference = 0;
  if (removed.length > 0) {
    const { numDeletedRows } = await trx
      .deleteFrom('groupMembers')
      .where('chatId', '=', chatId)
      .where(sql<boolean>`user_id = any(${removed}::uuid[])`)
      .executeTakeFirstOrThrow();
    difference -= Number(numDeletedRows);
  }
  if (kept.length > 0) {
    const written = await trx
      .insertInto('groupMembers')
      .values(kept)
      .onConflict((oc) =>
        oc.columns(['chatId', 'userId']).doUpdateSet((eb) => ({ role: eb.ref('excluded.role') })),
      )
      // A row that was inserted, not updated, has no older version.
      .returning(sql<boolean>`xmax = 0`.as('isNew'))
      .execute();
    difference += written.filter((row) => row.isNew).length;
  }
  return difference;
}
