import type { MembershipChanged } from '@bridges/contracts/proto';
import type { Selectable, Transaction } from 'kysely';
import { errors } from '../errors.ts';
import type { ChatsTable, Database } from '../tables/database.ts';

/** The chat of a group, locked until the transaction ends; acts keep it up to date as they write. */
export type LockedChat = Selectable<ChatsTable>;

/**
 * Locks a group's chat for a change, and makes it with the first one.
 *
 * @throws AppError messages.membership_behind when the change is not the next one, nor one that was applied
 */
export async function membershipLock(
  trx: Transaction<Database>,
  change: MembershipChanged,
): Promise<LockedChat> {
  if (change.version === 1) await insertChat(trx, change);
  const chat = await trx
    .selectFrom('chats')
    .where('id', '=', change.chatId)
    .where('kind', '=', 'group')
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst();
  const applied = chat?.membershipVersion ?? 0;
  if (!chat || change.version > applied + 1)
    throw errors.membership_behind({ details: { version: applied } });
  return chat;
}

async function insertChat(trx: Transaction<Database>, change: MembershipChanged): Promise<void> {
  const now = new Date();
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
