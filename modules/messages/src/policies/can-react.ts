import type { AppError } from '@bridges/kit';
import type { MemberRole } from '../tables/database.ts';
import { canPost } from './can-post.ts';
import type { PostRules } from './can-post.ts';

/** Whether somebody may react and vote: wherever something may happen, also where only some may post, or nobody reads. */
export function canReact(chat: PostRules, userId: string, role: MemberRole): AppError | undefined {
  return canPost({ ...chat, postRole: 'member', hasDeactivated: false }, userId, role);
}
