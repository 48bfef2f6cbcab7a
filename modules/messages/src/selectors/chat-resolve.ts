import { uuid } from '@bridges/contracts';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';

/** The chat a user means by an id or a handle. @throws AppError messages.chat_not_found */
export async function chatResolve(db: Reader, viewerId: string, idOrHandle: string): Promise<string> {
  const id = uuid.safeParse(idOrHandle);
  const chat = await db
    .selectFrom('chats as chat')
    .innerJoin('chatMembers as member', 'member.chatId', 'chat.id')
    .where('member.userId', '=', viewerId)
    .where((eb) =>
      id.success ? eb('chat.id', '=', id.data) : eb('chat.handle', '=', idOrHandle.toLowerCase()),
    )
    .select('chat.id')
    .executeTakeFirst();
  if (!chat) throw errors.chat_not_found();
  return chat.id;
}
