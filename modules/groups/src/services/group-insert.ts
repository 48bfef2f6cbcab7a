import type { GroupSettings } from '@bridges/contracts';
import { MembersAddedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow } from '../tables/groups.ts';
import { membershipStore } from './membership-store.ts';
import type { MemberChange } from './membership-store.ts';

/** How a group begins; settings that are left out are the usual ones. */
export interface GroupDraft extends Partial<Settings> {
  ownerId: string;
  title: string;
  handle: string | null;
  isPublic: boolean;
  /** Users known to exist, and to let the owner add them. */
  memberIds: readonly string[];
  clientId: string | null;
  description?: string | undefined;
  pictureFileId?: string | undefined;
}
type Settings = { [Name in keyof Omit<GroupSettings, 'isPublic'>]: GroupSettings[Name] | undefined };

/** Writes a new group with its first version; false when its handle or its owner's client id is taken. */
export async function groupInsert(trx: Trx, chatId: string, draft: GroupDraft): Promise<boolean> {
  const group = await insertRow(trx, chatId, draft);
  if (!group) return false;
  const { ownerId, memberIds } = draft;
  const others = [...new Set(memberIds)].filter((id) => id !== ownerId);
  const members: MemberChange[] = [
    { userId: ownerId, role: 'owner' },
    ...others.map((userId) => ({ userId, role: 'member' as const })),
  ];
  await membershipStore(trx, group, {
    actorId: ownerId,
    members,
    system: { type: 'groupCreated', title: group.title },
  });
  if (others.length > 0)
    await outboxAppend(trx, MembersAddedSchema, events.membersAdded, {
      chatId,
      title: group.title,
      actorId: ownerId,
      userIds: others,
    });
  return true;
}

function insertRow(trx: Trx, chatId: string, draft: GroupDraft): Promise<GroupRow | undefined> {
  const { ownerId, memberIds: _members, joinRule, ...columns } = draft;
  return trx
    .insertInto('groups')
    .values({
      ...columns,
      chatId,
      joinRule: joinRule ?? (draft.isPublic ? 'open' : 'invite'),
      version: 0,
      createdBy: ownerId,
      createdAt: new Date(),
    })
    .onConflict((oc) => oc.doNothing())
    .returningAll()
    .executeTakeFirst();
}
