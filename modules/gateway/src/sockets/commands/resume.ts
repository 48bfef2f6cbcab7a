import type { MessagesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { errors } from '../../errors.ts';
import { okBytesFrame } from '../reply.ts';
import type { CommandHandler } from './handler.ts';

/** Tells what a device missed. It is the dearest command, so each socket may have one under way. */
export function resumeHandler(
  messages: Pick<RpcClient<typeof MessagesService>, 'resume'>,
): CommandHandler<'resume'> {
  const underWay = new WeakSet<object>();
  return async (connection, { id, epoch, chats, revs = {} }) => {
    if (underWay.has(connection)) throw errors.too_many_in_flight();
    underWay.add(connection);
    try {
      const { replyJson } = await messages.resume({
        userId: connection.userId,
        epoch: epoch ?? '',
        seqs: chats,
        revs,
      });
      return okBytesFrame(id, replyJson);
    } finally {
      underWay.delete(connection);
    }
  };
}
