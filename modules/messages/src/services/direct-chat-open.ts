import { outboxAppend } from '@bridges/kit';
import { ChatCreatedSchema } from '@bridges/contracts/proto';
import type { Kysely, Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Database, Reader } from '../tables/database.ts';
import { directBlocks, directDeactivation, directPairLock, pairOf } from './direct-pair.ts';
import type { DirectPair } from './direct-pair.ts';

export interface OpenedChat {
  chatId: string;
  isNew: boolean;
}

/**
 * The one direct chat of two users, made if there is none; with oneself it is "Saved messages". Two who open
 * it at once get the same.
 */
export async function directChatOpen(
  db: Kysely<Database>,
  openerId: string,
  otherId: string,
): Promise<OpenedChat> {
  const found = await directChatFind(db, openerId, otherId);
  if (found) return { chatId: found.chatId, isNew: false };
  return db.transaction().execute((trx) => directChatEnsure(trx, openerId, otherId));
}

/** The same within a transaction. */
export async function directChatEnsure(
  trx: Transaction<Database>,
  openerId: string,
  otherId: string,
): Promise<OpenedChat> {
  const pair = pairOf(openerId, otherId);
  const kind = openerId === otherId ? 'saved' : 'direct';
  const now = new Date();
  await directPairLock(trx, pair);
  const rules =
    kind === 'direct' ? { ...(await directBlocks(trx, pair)), ...(await directDeactivation(trx, pair)) } : {};
  const created = await trx
    .insertInto('chats')
    .values({
      id: uuidv7(),
      kind,
      title: null,
      handle: null,
      ...pair,
      ...rules,
      createdBy: openerId,
      createdAt: now,
      lastActivityAt: now,
      topReader: null,
    })
    .onConflict((conflict) => conflict.columns(['userLow', 'userHigh']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!created) {
    const found = await findChat(trx, pair);
    if (!found) throw new Error('a direct chat is neither new nor there');
    return { chatId: found.chatId, isNew: false };
  }
  const memberIds = [...new Set([openerId, otherId])];
  await trx
    .insertInto('chatMembers')
    .values(
      memberIds.map((userId) => ({ chatId: created.id, userId, role: 'member' as const, joinedAt: now })),
    )
    .execute();
  await outboxAppend(trx, ChatCreatedSchema, 'messages.chat_created.v1', {
    chatId: created.id,
    kind,
    memberIds,
  });
  return { chatId: created.id, isNew: true };
}

export interface FoundChat {
  chatId: string;
  /** Somebody wrote in it. */
  hasBegun: boolean;
}

/** The direct chat of these two, if there is one. */
export function directChatFind(
  db: Reader,
  openerId: string,
  otherId: string,
): Promise<FoundChat | undefined> {
  return findChat(db, pairOf(openerId, otherId));
}

async function findChat(db: Reader, { userLow, userHigh }: DirectPair): Promise<FoundChat | undefined> {
  const found = await db
    .selectFrom('chats')
    .where('userLow', '=', userLow)
    .where('userHigh', '=', userHigh)
    .select(['id', 'lastSeq'])
    .executeTakeFirst();
  return found && { chatId: found.id, hasBegun: found.lastSeq > 0 };
}
