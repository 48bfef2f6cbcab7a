import { presentSendOutcome } from '../../presenters/send-outcome.ts';
import { errorFrame, sentFrame } from '../reply.ts';
import type { SendBatcher } from '../send-batcher.ts';
import type { CommandHandler } from './handler.ts';

/** Posts a message; answered after its commit. */
export function sendHandler(batcher: SendBatcher): CommandHandler<'send'> {
  return async (connection, { id, chat, clientId, text, endsDraft, do: _do, ...extras }) => {
    const result = await batcher.add({
      chatId: chat,
      senderId: connection.userId,
      clientId,
      text,
      ...(endsDraft && { endsDraft }),
      extrasJson: Object.keys(extras).length === 0 ? '' : JSON.stringify(extras),
    });
    const outcome = presentSendOutcome(result);
    return 'refusal' in outcome
      ? errorFrame(id, outcome.refusal)
      : sentFrame(id, outcome.messageJson, result.isRepeat);
  };
}
