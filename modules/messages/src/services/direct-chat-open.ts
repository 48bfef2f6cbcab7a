import { outboxAppend } from '@bridges/kit';
import { ChatCreatedSchema } from '@bridges/contracts/proto';
import type { Kysely, Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../tables/database.ts';

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
  const chatId = await findChat(db, pairOf(openerId, otherId));
  if (chatId) return { chatId, isNew: false };
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
  const created = await trx
    .insertInto('chats')
    .values({
      id: uuidv7(),
      kind,
      title: null,
      handle: null,
      ...pair,
      createdBy: openerId,
      createdAt: now,
      lastActivityAt: now,
      topReader: null,
    })
    .onConflict((conflict) => conflict.columns(['userLow', 'userHigh']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!created) {
    const chatId = await findChat(trx, pair);
    if (!chatId) throw new Error('a direct chat is neither new nor there');
    return { chatId, isNew: false };
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

interface UserPair {
  userLow: string;
  userHigh: string;
}

function pairOf(one: string, other: string): UserPair {
  return one < other ? { userLow: one, userHigh: other } : { userLow: other, userHigh: one };
}

async function findChat(
  db: Pick<Kysely<Database>, 'selectFrom'>,
  { userLow, userHigh }: UserPair,
): Promise<string | undefined> {
  const found = await db
    .selectFrom('chats')
    .where('userLow', '=', userLow)
    .where('userHigh', '=', userHigh)
    .select('id')
    .executeTakeFirst();
  return found?.id;
}
