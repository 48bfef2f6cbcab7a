import { MessagesChangedSchema } from '@bridges/contracts/proto';
import { batchConsumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { changesSearch } from '../policies/changes-search.ts';
import { searchQueueAdd } from '../services/search-queue.ts';
import type { SearchThread } from '../services/search-thread.ts';

/** Notes which messages say something else now, or nothing any more. */
export function indexMessagesChanged(index: Pick<SearchThread, 'kick'>): Consumer {
  return batchConsumer({
    name: 'index-messages-changed',
    event: 'messages.messages_changed.v1',
    schema: MessagesChangedSchema,
    handle: async (trx, events) => {
      const changed = events
        .filter(({ act }) => changesSearch(act))
        .flatMap(({ chatId, messages }) => messages.map(({ seq }) => ({ chatId, seq })));
      if (changed.length === 0) return;
      await searchQueueAdd(trx, [], changed);
      return () => index.kick('changed');
    },
  });
}
