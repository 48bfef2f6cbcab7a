import type { SystemContent } from '@bridges/contracts';
import { MembershipChangedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { events } from '../events.ts';
import { presentHead } from '../presenters/group-head.ts';
import { searchText } from '../presenters/search-text.ts';
import type { Trx } from '../tables/database.ts';
import type { GroupRow, GroupsTable, MembershipPayload } from '../tables/groups.ts';
import { groupNamesPut } from './group-names-put.ts';
import { membersWrite } from './members-write.ts';
import type { MemberChange } from './members-write.ts';
import type { Updateable } from 'kysely';

export type { MemberChange } from './members-write.ts';

/** Columns that an act may change; counters and what follows from others are kept here. */
export type GroupUpdate = Omit<
  Updateable<GroupsTable>,
  'chatId' | 'version' | 'memberCount' | 'searchText' | 'createdBy' | 'createdAt' | 'clientId'
>;

export interface GroupChange {
  actorId: string;
  /** Who comes, goes, or gets another role; nobody when left out. */
  members?: readonly MemberChange[];
  set?: GroupUpdate;
  /** What the chat says of it; nothing when left out. */
  system?: SystemContent;
}

/**
 * Writes one change of a group whose row this transaction has locked (or just inserted): members, the next
 * version, the event, and the copy that is kept until messages confirms it. Resolves to the group as it is then.
 *
 * @throws the database's unique violation when `set.handle` is another group's
 */
export async function membershipStore(
  trx: Trx,
  group: GroupRow,
  { actorId, members = [], set = {}, system }: GroupChange,
): Promise<GroupRow> {
  const { chatId } = group;
  const difference = await membersWrite(trx, chatId, members);
  const { title = group.title, handle = group.handle } = set;
  const next = await trx
    .updateTable('groups')
    .set({
      ...set,
      version: group.version + 1,
      memberCount: group.memberCount + difference,
      searchText: searchText(title, handle),
    })
    .where('chatId', '=', chatId)
    .returningAll()
    .executeTakeFirstOrThrow();

  if (group.version === 0 || set.title !== undefined || set.handle !== undefined)
    await groupNamesPut(trx, [next]);

  const payload: MembershipPayload = {
    chatId,
    version: next.version,
    group: presentHead(next),
    changes: [...members],
    actorId,
    systemJson: system === undefined ? '' : JSON.stringify(system),
  };
  await trx
    .insertInto('pendingChanges')
    .values({ chatId, version: next.version, actorId, payload: JSON.stringify(payload) })
    .execute();
  await outboxAppend(trx, MembershipChangedSchema, events.membershipChanged, payload);
  return next;
}
