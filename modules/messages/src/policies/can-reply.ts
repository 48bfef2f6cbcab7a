import type { ReplyTo } from '@bridges/contracts';
import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';

/**
 * Whether a message may answer this one of the same chat. One that was deleted may be answered: it is not known
 * to the sender yet, and shows nothing.
 */
export function canReply(
  replyTo: ReplyTo | undefined,
  { firstSeq, lastSeq }: { firstSeq: number; lastSeq: number },
): AppError | undefined {
  const isThere = replyTo === undefined || (replyTo.seq >= firstSeq && replyTo.seq <= lastSeq);
  return isThere ? undefined : errors.reply_target_not_found();
}
