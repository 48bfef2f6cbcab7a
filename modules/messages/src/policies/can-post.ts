import { limits } from '@bridges/contracts';
import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { ChatKind, GroupState, MemberRole } from '../tables/database.ts';

/** What a chat says of who may post in it. */
export interface PostRules {
  kind: ChatKind;
  userLow: string | null;
  userHigh: string | null;
  postRole: MemberRole;
  state: GroupState;
  isBlockedByLow: boolean;
  isBlockedByHigh: boolean;
  hasDeactivated: boolean;
}

const rank: Record<MemberRole, number> = { member: 0, admin: 1, owner: 2 };

/** Whether somebody with this role (undefined: not in the chat) may post; if not, why. */
export function canPost(
  chat: PostRules | undefined,
  userId: string,
  role: MemberRole | undefined,
): AppError | undefined {
  if (chat === undefined || role === undefined) return errors.chat_not_found();
  if (chat.state !== 'open') return errors.chat_read_only();
  if (rank[role] < rank[chat.postRole]) return errors.post_forbidden();
  if (chat.kind === 'direct' && isBlocked(chat, userId)) return errors.cannot_write();
  return chat.hasDeactivated ? errors.peer_deactivated() : undefined;
}

/** One who has blocked the other can't write to her either, so that nobody learns who blocked whom. */
function isBlocked(chat: PostRules, userId: string): boolean {
  const isTheirs = userId === chat.userLow ? chat.isBlockedByHigh : chat.isBlockedByLow;
  const isMine = userId === chat.userLow ? chat.isBlockedByLow : chat.isBlockedByHigh;
  return isTheirs || isMine;
}

/** The same as a yes or no, to be shown. */
export function mayPost(chat: PostRules, userId: string, role: MemberRole): boolean {
  return canPost(chat, userId, role) === undefined;
}

/** Whether a text can be a message; checked once more before the batch, where one bad text would spoil all. */
export function canBeText(text: string, hasContent = false): AppError | undefined {
  const fits =
    text.length <= limits.messageText &&
    (hasContent || text.trim() !== '') &&
    !text.includes('\0') &&
    text.isWellFormed();
  return fits ? undefined : errors.text_invalid();
}
