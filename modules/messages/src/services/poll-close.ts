import type { Message } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { messageChange } from './message-change.ts';
import type { ChangeContext } from './message-change.ts';
import { messageAt } from './message-place.ts';

/**
 * Ends a poll of the actor's. One that has ended is left alone.
 *
 * @throws AppError messages.message_not_found, poll_not_found, poll_not_yours
 */
export async function pollClose(
  context: ChangeContext,
  { chatId, seq, actorId }: { chatId: string; seq: number; actorId: string },
): Promise<Message> {
  const [message] = await messageChange(
    context,
    { chatId, actorId, seqs: [seq] },
    async (trx, _chat, member) => {
      const { content, senderId } = await messageAt(trx, member, seq);
      if (!content?.poll) throw errors.poll_not_found();
      if (senderId !== actorId) throw errors.poll_not_yours();
      if (content.poll.isClosed) return undefined;
      await trx
        .updateTable('messages')
        .set({ content: JSON.stringify({ ...content, poll: { ...content.poll, isClosed: true } }) })
        .where('chatId', '=', chatId)
        .where('seq', '=', seq)
        .execute();
      return { act: 'poll_closed', seqs: [seq] };
    },
  );
  if (!message) throw errors.message_not_found();
  return message;
}
