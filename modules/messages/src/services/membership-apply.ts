import type { MembershipChanged } from '@bridges/contracts/proto';
import type { Kysely, Transaction } from 'kysely';
import { errors } from '../errors.ts';
import type { Database, MemberRole } from '../tables/database.ts';

/** Who came and who went with a change that was applied. */
export interface AppliedChange {
  added: string[];
  /** Members before and after, whose role may be another. */
  changed: string[];
  removed: string[];
}

const nobody: AppliedChange = { added: [], changed: [], removed: [] };

/**
 * Applies one change of a group to its chat and members, once, and in the order of versions: an earlier one
 * is left alone, a later one than the next is refused. Holds the chat's lock, so that a send is either
 * before a removal or refused (G7).
 *
 * @throws AppError messages.membership_behind
 */
export async function membershipApply(
  trx: Transaction<Database>,
  change: MembershipChanged,
): Promise<AppliedChange> {
  const applied = await lockChat(trx, change);
  if (change.version <= applied) return { ...nobody, removed: await stillRemoved(trx, change) };
  if (change.version !== applied + 1) throw errors.membership_behind({ details: { version: applied } });

  const removed = change.changes.filter((member) => member.role === '').map((member) => member.userId);
  const kept = change.changes.filter((member) => member.role !== '');
  if (removed.length > 0) {
    await trx
      .deleteFrom('chatMembers')
      .where('chatId', '=', change.chatId)
      .where('userId', 'in', removed)
      .execute();
  }
  const added = kept.length === 0 ? [] : await putMembers(trx, change.chatId, kept);
  await trx
    .updateTable('chats')
    .set({
      membershipVersion: change.version,
      ...(change.group
        ? { title: change.group.title, handle: change.group.handle || null, isPublic: change.group.isPublic }
        : {}),
    })
    .where('id', '=', change.chatId)
    .execute();
  const changed = kept.map((member) => member.userId).filter((id) => !added.includes(id));
  return { added, changed, removed };
}

/**
 * Whom an applied change took out, as far as they are out now: they are told once more, because the process
 * that applied it may have died before their sockets heard of it (G7).
 */
async function stillRemoved(trx: Transaction<Database>, change: MembershipChanged): Promise<string[]> {
  const removed = change.changes.filter((member) => member.role === '').map((member) => member.userId);
  if (removed.length === 0) return [];
  const members = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', change.chatId)
    .where('userId', 'in', removed)
    .select('userId')
    .execute();
  const present = new Set(members.map((member) => member.userId));
  return removed.filter((id) => !present.has(id));
}

/** Makes the chat with the first change; answers the version it has, with its row locked. */
async function lockChat(trx: Transaction<Database>, change: MembershipChanged): Promise<number> {
  const now = new Date();
  if (change.version === 1) {
    await trx
      .insertInto('chats')
      .values({
        id: change.chatId,
        kind: 'group',
        title: change.group?.title ?? '',
        handle: null,
        userLow: null,
        userHigh: null,
        createdBy: change.actorId,
        createdAt: now,
        lastActivityAt: now,
        topReader: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  const chat = await trx
    .selectFrom('chats')
    .where('id', '=', change.chatId)
    .where('kind', '=', 'group')
    .select('membershipVersion')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!chat) throw errors.membership_behind({ details: { version: 0 } });
  return chat.membershipVersion;
}

/** Adds members or changes their roles; answers who was not there before. New members have read what was there. */
async function putMembers(
  trx: Transaction<Database>,
  chatId: string,
  members: { userId: string; role: string }[],
): Promise<string[]> {
  const present = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where(
      'userId',
      'in',
      members.map((member) => member.userId),
    )
    .select('userId')
    .execute();
  const { lastSeq } = await trx
    .selectFrom('chats')
    .where('id', '=', chatId)
    .select('lastSeq')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('chatMembers')
    .values(
      members.map(({ userId, role }) => ({
        chatId,
        userId,
        role: role as MemberRole,
        joinedAt: new Date(),
        readSeq: lastSeq,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['chatId', 'userId']).doUpdateSet((eb) => ({ role: eb.ref('excluded.role') })),
    )
    .execute();
  const before = new Set(present.map((member) => member.userId));
  return members.map((member) => member.userId).filter((id) => !before.has(id));
}

/** Applies a change in a transaction of its own. */
export function membershipApplyNow(db: Kysely<Database>, change: MembershipChanged): Promise<AppliedChange> {
  return db.transaction().execute((trx) => membershipApply(trx, change));
}
