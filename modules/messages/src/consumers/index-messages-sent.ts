import { MessagesSentSchema } from '@bridges/contracts/proto';
import { payloadConsumer, textsOfEach } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { searchQueueAdd } from '../services/search-queue.ts';
import type { SearchThread } from '../services/search-thread.ts';

/** Notes which chats have something new to index; the indexer reads it from the messages, many events at a time. */
export function indexMessagesSent(index: Pick<SearchThread, 'kick'>): Consumer {
  return payloadConsumer({
    name: 'index-messages-sent',
    event: 'messages.messages_sent.v1',
    handle: async (trx, payloads) => {
      // Of texts, which are most of an event, nothing is needed here.
      const chatIds = payloads.flatMap((payload) =>
        textsOfEach(MessagesSentSchema, payload, 'messages', 'chatId'),
      );
      await searchQueueAdd(trx, chatIds);
      return () => index.kick();
    },
  });
}
