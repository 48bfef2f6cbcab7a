import { limits } from '@bridges/contracts';
import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';
import type { MemberRole } from '../tables/database.ts';

/** Whether somebody with this role (undefined: not in the chat) may post; if not, why. */
export function canPost(role: MemberRole | undefined): AppError | undefined {
  return role === undefined ? errors.chat_not_found() : undefined;
}

/** Whether a text can be a message; checked once more before the batch, where one bad text would spoil all. */
export function canBeText(text: string): AppError | undefined {
  const fits =
    text.length <= limits.messageText && text.trim() !== '' && !text.includes('\0') && text.isWellFormed();
  return fits ? undefined : errors.text_invalid();
}
