import { MembersAddedSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import { sql } from 'kysely';
import { events } from '../events.ts';
import { assertMay } from '../policies/permissions.ts';
import { memberRole } from '../selectors/member-role.ts';
import type { Trx } from '../tables/database.ts';
import { groupLock } from './group-lock.ts';
import { membershipCommit } from './membership-commit.ts';
import type { MembershipWriter } from './membership-commit.ts';
import { membershipStore } from './membership-store.ts';

/** A system message names at most so many; the rest is a number. */
const namedAtMost = 100;

/**
 * Adds users (known to exist, and to let the actor add them) as plain members; those who are in it already
 * keep their role. Resolves to those who are banned, and so were not added.
 */
export async function groupMembersAdd(
  writer: MembershipWriter,
  act: { actorId: string; chatId: string; userIds: readonly string[] },
): Promise<{ banned: string[] }> {
  const { actorId, chatId, userIds } = act;
  let banned: string[] = [];
  await membershipCommit(writer, chatId, async (trx) => {
    const group = await groupLock(trx, chatId);
    assertMay(await memberRole(trx, chatId, actorId), 'add', group);
    const present = await among(trx, 'groupMembers', chatId, userIds);
    const unwanted = await among(trx, 'groupBans', chatId, userIds);
    banned = [...unwanted];
    const added = [...new Set(userIds)].filter((id) => !present.has(id) && !unwanted.has(id));
    if (added.length === 0) return;
    await membershipStore(trx, group, {
      actorId,
      members: added.map((userId) => ({ userId, role: 'member' as const })),
      system: { type: 'membersAdded', userIds: added.slice(0, namedAtMost), count: added.length },
    });
    await outboxAppend(trx, MembersAddedSchema, events.membersAdded, {
      chatId,
      title: group.title,
      actorId,
      userIds: added,
    });
  });
  return { banned };
}

async function among(
  trx: Trx,
  table: 'groupMembers' | 'groupBans',
  chatId: string,
  userIds: readonly string[],
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom(table)
    .where('chatId', '=', chatId)
    .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
    .select('userId')
    .execute();
  return new Set(rows.map((row) => row.userId));
}
