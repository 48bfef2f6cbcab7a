import { MessagesSentSchema } from '@bridges/contracts/proto';
import { batchConsumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { searchQueueAdd } from '../services/search-queue.ts';
import type { SearchIndexer } from '../services/search-indexer.ts';

/** Notes which chats have something new to index; the indexer reads it from the messages, many events at a time. */
export function indexMessagesSent(indexer: Pick<SearchIndexer, 'kick'>): Consumer {
  return batchConsumer({
    name: 'index-messages-sent',
    event: 'messages.messages_sent.v1',
    schema: MessagesSentSchema,
    handle: async (trx, events) => {
      await searchQueueAdd(
        trx,
        events.flatMap(({ messages }) => messages.map(({ chatId }) => chatId)),
      );
      return () => indexer.kick();
    },
  });
}
