import { MessagesChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { changesSearch } from '../policies/changes-search.ts';
import { searchIndexQueue } from '../services/search-index-advance.ts';
import type { SearchIndexer } from '../services/search-indexer.ts';

/** Notes which messages say something else now, or nothing any more. */
export function indexMessagesChanged(indexer: Pick<SearchIndexer, 'kick'>): Consumer {
  return consumer({
    name: 'index-messages-changed',
    event: 'messages.messages_changed.v1',
    schema: MessagesChangedSchema,
    handle: async (trx, { act, chatId, messages }) => {
      if (!changesSearch(act)) return;
      await searchIndexQueue(
        trx,
        [],
        messages.map(({ seq }) => ({ chatId, seq })),
      );
      return () => indexer.kick();
    },
  });
}
