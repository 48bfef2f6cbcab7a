import { MembershipChangedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow, MembershipPayload, Role } from '../tables/groups.ts';

export interface MemberChange {
  userId: string;
  /** Empty: no longer a member. */
  role: Role | '';
}

/**
 * Writes one change of a group whose row this transaction has locked (or just inserted): members, the next
 * version, the event, and the copy that is kept until messages confirms it.
 */
export async function membershipStore(
  trx: Trx,
  group: Pick<GroupRow, 'chatId' | 'title' | 'handle' | 'isPublic' | 'version'>,
  changes: readonly MemberChange[],
  actorId: string,
): Promise<void> {
  const { chatId } = group;
  const version = group.version + 1;
  await writeMembers(trx, chatId, changes);
  const { title, handle, isPublic } = group;
  await trx.updateTable('groups').set({ version, handle, isPublic }).where('chatId', '=', chatId).execute();

  const payload: MembershipPayload = {
    chatId,
    version,
    group: { title, handle: handle ?? '', isPublic },
    changes: [...changes],
    actorId,
  };
  await trx
    .insertInto('pendingChanges')
    .values({ chatId, version, actorId, payload: JSON.stringify(payload) })
    .execute();
  await outboxAppend(trx, MembershipChangedSchema, events.membershipChanged, payload);
}

async function writeMembers(trx: Trx, chatId: string, changes: readonly MemberChange[]): Promise<void> {
  const removed = changes.filter((change) => change.role === '').map((change) => change.userId);
  if (removed.length > 0) {
    await trx
      .deleteFrom('groupMembers')
      .where('chatId', '=', chatId)
      .where('userId', 'in', removed)
      .execute();
  }
  const joinedAt = new Date();
  const kept = changes.flatMap(({ userId, role }) => (role ? [{ chatId, userId, role, joinedAt }] : []));
  if (kept.length > 0) {
    await trx
      .insertInto('groupMembers')
      .values(kept)
      .onConflict((oc) =>
        oc.columns(['chatId', 'userId']).doUpdateSet((eb) => ({ role: eb.ref('excluded.role') })),
      )
      .execute();
  }
}
