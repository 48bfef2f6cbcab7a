import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { MessageRow } from '../presenters/message.ts';
import { canBeText, canPost } from './can-post.ts';
import type { PostRules } from './can-post.ts';
import type { MemberRole } from '../tables/database.ts';

export interface Edit {
  text: string;
  at: Date;
  /** 0: for ever. */
  windowSeconds: number;
}

/** Whether somebody may let a message say something else: its writer, where and while she may post. */
export function canEdit(
  chat: PostRules,
  member: { userId: string; role: MemberRole },
  message: Pick<MessageRow, 'senderId' | 'kind' | 'content' | 'createdAt'>,
  { text, at, windowSeconds }: Edit,
): AppError | undefined {
  const isOwn = message.senderId === member.userId;
  if (!isOwn || message.kind !== 'text' || message.content?.forwardedFrom) return errors.edit_forbidden();
  const ageMs = at.getTime() - message.createdAt.getTime();
  if (windowSeconds > 0 && ageMs > windowSeconds * 1000) return errors.edit_window_closed();
  const { attachments = [], poll } = message.content ?? {};
  return (
    canBeText(text, attachments.length > 0 || poll !== undefined) ??
    canPost({ ...chat, hasDeactivated: false }, member.userId, member.role)
  );
}
