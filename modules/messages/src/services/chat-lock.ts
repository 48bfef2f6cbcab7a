import type { Selectable, Transaction } from 'kysely';
import { errors } from '../errors.ts';
import type { ChatMembersTable, ChatsTable, Database } from '../tables/database.ts';

/** A chat's row, locked until the transaction ends. */
export type LockedChat = Selectable<ChatsTable>;
export type ChatMember = Selectable<ChatMembersTable>;

/**
 * Locks a chat for an act of somebody who must be in it. Her place is read after the lock, so that nobody acts
 * after her removal. @throws AppError messages.chat_not_found
 */
export async function chatLockFor(
  trx: Transaction<Database>,
  chatId: string,
  userId: string,
): Promise<{ chat: LockedChat; member: ChatMember }> {
  const chat = await trx
    .selectFrom('chats')
    .where('id', '=', chatId)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst();
  const member = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where('userId', '=', userId)
    .selectAll()
    .executeTakeFirst();
  if (!chat || !member) throw errors.chat_not_found();
  return { chat, member };
}
