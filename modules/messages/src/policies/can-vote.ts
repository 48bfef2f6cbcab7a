import type { MessageContent } from '@bridges/contracts';
import type { AppError } from '@bridges/kit';
import { errors } from '../errors.ts';

/** Whether a poll takes this vote; no choice takes the one before back. */
export function canVote(poll: MessageContent['poll'], choices: readonly number[]): AppError | undefined {
  if (poll === undefined) return errors.poll_not_found();
  if (poll.isClosed) return errors.poll_closed();
  const isKnown = choices.every((choice) => choice < poll.options.length);
  return isKnown && (poll.isMultiple || choices.length <= 1) ? undefined : errors.poll_choice_invalid();
}
