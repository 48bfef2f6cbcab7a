import type { Trx } from '../tables/database.ts';
import { membershipStore } from './membership-store.ts';

export interface GroupDraft {
  ownerId: string;
  title: string;
  handle: string | null;
  isPublic: boolean;
  /** Users known to exist. */
  memberIds: readonly string[];
  clientId: string | null;
}

/** Writes a new group with its first version; false when its handle or its owner's client id is taken. */
export async function groupInsert(trx: Trx, chatId: string, draft: GroupDraft): Promise<boolean> {
  const group = await trx
    .insertInto('groups')
    .values({
      chatId,
      title: draft.title,
      handle: draft.handle,
      isPublic: draft.isPublic,
      version: 0,
      createdBy: draft.ownerId,
      clientId: draft.clientId,
      createdAt: new Date(),
    })
    .onConflict((oc) => oc.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!group) return false;
  const others = [...new Set(draft.memberIds)].filter((id) => id !== draft.ownerId);
  const changes = [
    { userId: draft.ownerId, role: 'owner' as const },
    ...others.map((userId) => ({ userId, role: 'member' as const })),
  ];
  await membershipStore(trx, group, changes, draft.ownerId);
  return true;
}
