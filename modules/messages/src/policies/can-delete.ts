import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { MessageRow } from '../presenters/message.ts';
import type { ChatKind, MemberRole } from '../tables/database.ts';

/** Whether somebody may take a message back for everyone: its writer, or an administrator of the group. */
export function canDelete(
  chat: { kind: ChatKind },
  member: { userId: string; role: MemberRole },
  message: Pick<MessageRow, 'senderId' | 'kind'>,
): AppError | undefined {
  const isAdmin = chat.kind === 'group' && member.role !== 'member';
  // What a group says of its changes is not its actor's to take back.
  const isOwn = message.senderId === member.userId && message.kind !== 'system';
  return isAdmin || isOwn ? undefined : errors.delete_forbidden();
}
