import type { Selectable, Transaction } from 'kysely';
import { errors } from '../errors.ts';
import type { ChatMembersTable, ChatsTable, Database } from '../tables/database.ts';

const chatColumns = [
  'id',
  'kind',
  'title',
  'handle',
  'userLow',
  'userHigh',
  'lastSeq',
  'rev',
  'postRole',
  'state',
  'isBlockedByLow',
  'isBlockedByHigh',
  'groupInfo',
  'pins',
] as const;
const memberColumns = ['userId', 'role', 'readSeq', 'firstSeq', 'hasHidden'] as const;

export type LockedChat = Pick<Selectable<ChatsTable>, (typeof chatColumns)[number]>;
export type ChatMember = Pick<Selectable<ChatMembersTable>, (typeof memberColumns)[number]>;

/** Locks a chat until the transaction ends: what changes in it changes one after the other. */
export async function chatLock(trx: Transaction<Database>, chatId: string): Promise<LockedChat | undefined> {
  return trx
    .selectFrom('chats')
    .where('id', '=', chatId)
    .select(chatColumns)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/**
 * The same for somebody who must be in it; her place is read after the lock, so that nobody acts after her
 * removal. @throws AppError messages.chat_not_found
 */
export async function chatLockFor(
  trx: Transaction<Database>,
  chatId: string,
  userId: string,
): Promise<{ chat: LockedChat; member: ChatMember }> {
  const chat = await chatLock(trx, chatId);
  const member = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where('userId', '=', userId)
    .select(memberColumns)
    .executeTakeFirst();
  if (!chat || !member) throw errors.chat_not_found();
  return { chat, member };
}
