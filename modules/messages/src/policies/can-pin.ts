import type { GroupInfo } from '@bridges/contracts';
import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { MemberRole } from '../tables/database.ts';
import { canReact } from './can-react.ts';
import type { PostRules } from './can-post.ts';

const rank: Record<MemberRole, number> = { member: 0, admin: 1, owner: 2 };

/** Whether this role may pin messages; it is also what it takes to mention everybody. */
export function hasPinRole(groupInfo: GroupInfo | null, role: MemberRole): boolean {
  return rank[role] >= rank[groupInfo?.pinRole ?? 'member'];
}

export function canPin(
  chat: PostRules & { groupInfo: GroupInfo | null },
  userId: string,
  role: MemberRole,
): AppError | undefined {
  return (
    canReact(chat, userId, role) ?? (hasPinRole(chat.groupInfo, role) ? undefined : errors.pin_forbidden())
  );
}
