import type { AccountsService, MessagesService } from '@bridges/contracts/proto';
import type { Bus, Presence, RpcClient } from '@bridges/kit';
import type { Hub } from '../hub.ts';
import { okFrame } from '../reply.ts';
import type { SendBatcher } from '../send-batcher.ts';
import type { CommandHandlers } from './handler.ts';
import { readHandler } from './read.ts';
import { resumeHandler } from './resume.ts';
import { sendHandler } from './send.ts';
import { typingHandler } from './typing.ts';
import { watchHandler } from './watch.ts';

export interface HandlerParts {
  hub: Hub;
  batcher: SendBatcher;
  messages: Pick<RpcClient<typeof MessagesService>, 'markRead' | 'resume'>;
  accounts: Pick<RpcClient<typeof AccountsService>, 'getUsers' | 'checkPeople'>;
  presence: Pick<Presence, 'online'>;
  bus: Pick<Bus, 'publish'>;
}

/** Every command of `/ws` and what carries it out. */
export function createCommandHandlers(parts: HandlerParts): CommandHandlers {
  const { hub, batcher, messages, accounts, presence, bus } = parts;
  return {
    send: sendHandler(batcher),
    read: readHandler(messages),
    resume: resumeHandler(messages),
    typing: typingHandler(hub, bus),
    watch: watchHandler(hub, presence, accounts),
    ping: (_connection, { id }) => okFrame(id, {}),
  };
}
