import type { MessagesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { okFrame } from '../reply.ts';
import type { CommandHandler } from './handler.ts';

/** Moves the user's read marker forward. */
export function readHandler(
  messages: Pick<RpcClient<typeof MessagesService>, 'markRead'>,
): CommandHandler<'read'> {
  return async ({ userId }, { id, chat, seq }) => {
    const { readSeq } = await messages.markRead({ userId, chatId: chat, seq });
    return okFrame(id, { readSeq });
  };
}
