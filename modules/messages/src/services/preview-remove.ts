import type { Message } from '@bridges/contracts';
import { errors } from '../errors.ts';
import { messageChange } from './message-change.ts';
import type { ChangeContext } from './message-change.ts';
import { messageAt } from './message-place.ts';

/**
 * Takes the preview off a message of the actor's, and lets none come any more.
 *
 * @throws AppError messages.message_not_found, messages.edit_forbidden
 */
export async function previewRemove(
  context: ChangeContext,
  { chatId, seq, actorId }: { chatId: string; seq: number; actorId: string },
): Promise<Message> {
  const [message] = await messageChange(
    context,
    { chatId, actorId, seqs: [seq] },
    async (trx, _chat, member) => {
      const { senderId, kind, content } = await messageAt(trx, member, seq);
      if (senderId !== actorId || kind !== 'text') throw errors.edit_forbidden();
      if (content?.hasNoPreview) return undefined;
      const { preview: _gone, ...rest } = content ?? {};
      await trx
        .updateTable('messages')
        .set({ content: JSON.stringify({ ...rest, hasNoPreview: true }) })
        .where('chatId', '=', chatId)
        .where('seq', '=', seq)
        .execute();
      return { act: 'previewed', seqs: [seq] };
    },
  );
  if (!message) throw errors.message_not_found();
  return message;
}
