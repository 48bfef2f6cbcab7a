import { errors } from '../errors.ts';
import type { MemberRole, Reader } from '../tables/database.ts';

/** What a user may see of a chat at all: the one access function, asked on every read. */
export interface ChatAccess {
  role: MemberRole;
  readSeq: number;
  lastSeq: number;
  /** Where her history begins. */
  firstSeq: number;
  /** She has deleted something here for herself. */
  hasHidden: boolean;
  rev: number;
}

/** @throws AppError messages.chat_not_found alike for a chat that does not exist and one that is not hers */
export async function chatAccess(db: Reader, viewerId: string, chatId: string): Promise<ChatAccess> {
  const access = await db
    .selectFrom('chatMembers as member')
    .innerJoin('chats as chat', 'chat.id', 'member.chatId')
    .where('member.chatId', '=', chatId)
    .where('member.userId', '=', viewerId)
    .select([
      'member.role',
      'member.readSeq',
      'chat.lastSeq',
      'member.firstSeq',
      'member.hasHidden',
      'chat.rev',
    ])
    .executeTakeFirst();
  if (!access) throw errors.chat_not_found();
  return access;
}
