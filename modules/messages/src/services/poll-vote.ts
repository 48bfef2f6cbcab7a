import type { Message } from '@bridges/contracts';
import type { Transaction } from 'kysely';
import { errors } from '../errors.ts';
import { canReact } from '../policies/can-react.ts';
import { canVote } from '../policies/can-vote.ts';
import type { MessageRow } from '../presenters/message.ts';
import { keyOf, readMine } from '../selectors/message-view.ts';
import type { Database } from '../tables/database.ts';
import { messageChange } from './message-change.ts';
import type { ChangeContext } from './message-change.ts';
import { messageAt } from './message-place.ts';
import { tallyWrite } from './tally-write.ts';

export interface Vote {
  chatId: string;
  seq: number;
  actorId: string;
  /** Places of options; none takes the vote back. */
  choices: readonly number[];
}

/**
 * Somebody's vote in a poll is this from now on.
 *
 * @throws AppError messages.message_not_found, poll_not_found, poll_closed, poll_choice_invalid
 */
export async function pollVote(context: ChangeContext, vote: Vote): Promise<Message> {
  const { chatId, seq, actorId } = vote;
  const choices = [...new Set(vote.choices)].toSorted((a, b) => a - b);
  const [message] = await messageChange(
    context,
    { chatId, actorId, seqs: [seq] },
    async (trx, chat, member) => {
      const row = await messageAt(trx, member, seq);
      const refusal = canReact(chat, actorId, member.role) ?? canVote(row.content?.poll, choices);
      if (refusal) throw refusal;
      const before = (await readMine(trx, actorId, [row])).get(keyOf(row))?.votes ?? [];
      if (String(before) === String(choices)) return undefined;
      await takeVotes(trx, row, actorId);
      await putVotes(trx, row, actorId, choices);
      await tallyWrite(trx, row, { ...row.tally, ...recount(row, before, choices) });
      return { act: 'voted', seqs: [seq], isSecret: row.content?.poll?.isAnonymous === true };
    },
  );
  if (!message) throw errors.message_not_found();
  return message;
}

/** Counts by difference, so that a poll of thousands costs no more than one of two. */
function recount({ content, tally }: MessageRow, before: readonly number[], after: readonly number[]) {
  const votes = (content?.poll?.options ?? []).map(
    (_option, at) => (tally?.votes?.[at] ?? 0) + Number(after.includes(at)) - Number(before.includes(at)),
  );
  const voterCount = (tally?.voterCount ?? 0) + Number(after.length > 0) - Number(before.length > 0);
  return { votes, voterCount };
}

async function takeVotes(
  trx: Transaction<Database>,
  { chatId, seq }: MessageRow,
  userId: string,
): Promise<void> {
  await trx
    .deleteFrom('messageVotes')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .where('userId', '=', userId)
    .execute();
}

async function putVotes(
  trx: Transaction<Database>,
  { chatId, seq }: MessageRow,
  userId: string,
  choices: readonly number[],
): Promise<void> {
  if (choices.length === 0) return;
  const createdAt = new Date();
  await trx
    .insertInto('messageVotes')
    .values(choices.map((choice) => ({ chatId, seq, userId, choice, createdAt })))
    .execute();
}
