import type { MembershipChanged } from '@bridges/contracts/proto';
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database, MemberRole } from '../tables/database.ts';
import type { LockedChat } from './membership-lock.ts';

export interface MembersChanged {
  added: string[];
  changed: string[];
  removed: string[];
}

/** Writes who comes, goes, or gets another role with a change; resolves to who did. */
export async function membersChange(
  trx: Transaction<Database>,
  chat: LockedChat,
  change: MembershipChanged,
): Promise<MembersChanged> {
  const kept = change.changes.filter((member) => member.role !== '');
  const gone = outOf(change);
  const removed = gone.length === 0 ? [] : await deleteMembers(trx, chat.id, gone);
  if (kept.length === 0) return { added: [], changed: [], removed };
  const added = await putMembers(trx, chat, kept, change.group);
  const isNew = new Set(added);
  return { added, changed: kept.map(({ userId }) => userId).filter((id) => !isNew.has(id)), removed };
}

/** Those whom a change that was applied before took out, as far as they are out now. */
export async function stillRemoved(trx: Transaction<Database>, change: MembershipChanged): Promise<string[]> {
  const removed = outOf(change);
  if (removed.length === 0) return [];
  const members = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', change.chatId)
    .where(sql<boolean>`user_id = any(${removed}::uuid[])`)
    .select('userId')
    .execute();
  const present = new Set(members.map((member) => member.userId));
  return removed.filter((id) => !present.has(id));
}

const outOf = (change: MembershipChanged) =>
  change.changes.filter((member) => member.role === '').map((member) => member.userId);

async function deleteMembers(
  trx: Transaction<Database>,
  chatId: string,
  userIds: string[],
): Promise<string[]> {
  const rows = await trx
    .deleteFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
    .returning('userId')
    .execute();
  return rows.map((row) => row.userId);
}

/** Adds members or changes their roles; answers who was not there before. New members have read what was there. */
async function putMembers(
  trx: Transaction<Database>,
  chat: LockedChat,
  members: { userId: string; role: string }[],
  group: MembershipChanged['group'],
): Promise<string[]> {
  // Who was here before keeps what she deleted for herself.
  const { id, lastSeq } = chat;
  const returning = await hiddenBefore(trx, id, members);
  const posted = group?.slowModeSeconds ? await lastPosts(trx, chat, members) : new Map<string, Date>();
  const rows = await trx
    .insertInto('chatMembers')
    .values(
      members.map(({ userId, role }) => ({
        chatId: id,
        userId,
        hasHidden: returning.has(userId),
        role: role as MemberRole,
        joinedAt: new Date(),
        readSeq: lastSeq,
        firstSeq: group?.isHistoryHidden === true ? lastSeq + 1 : 1,
        postedAt: posted.get(userId) ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['chatId', 'userId']).doUpdateSet((eb) => ({ role: eb.ref('excluded.role') })),
    )
    // A row that was inserted, not updated, has no older version.
    .returning(['userId', sql<boolean>`xmax = 0`.as('isNew')])
    .execute();
  return rows.filter((row) => row.isNew).map((row) => row.userId);
}

async function hiddenBefore(
  trx: Transaction<Database>,
  chatId: string,
  members: { userId: string }[],
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('hiddenMessages')
    .where(sql<boolean>`user_id = any(${members.map(({ userId }) => userId)}::uuid[])`)
    .where('chatId', '=', chatId)
    .select('userId')
    .distinct()
    .execute();
  return new Set(rows.map(({ userId }) => userId));
}

/** What slow mode looks back over: who posts as seldom as it wants is in here, unless thousands do. */
export const lookedBackOver = 5000;

/** When those who come back last wrote here: leaving is no way around slow mode. */
async function lastPosts(
  trx: Transaction<Database>,
  { id, lastSeq }: LockedChat,
  members: { userId: string }[],
): Promise<Map<string, Date>> {
  const rows = await trx
    .selectFrom('messages')
    .where('chatId', '=', id)
    .where('seq', '>', lastSeq - lookedBackOver)
    .where('kind', '!=', 'system')
    .where(sql<boolean>`sender_id = any(${members.map(({ userId }) => userId)}::uuid[])`)
    .groupBy('senderId')
    .select(['senderId', (eb) => eb.fn.max('createdAt').as('at')])
    .execute();
  return new Map(rows.map(({ senderId, at }) => [senderId, at]));
}
