// What runs in the thread of the index. It is begun by `SearchThread`, and imports little, so that it is there soon.
import { createDatabase, createPool, serveThread } from '@bridges/kit/thread';
import type { Database } from '../tables/database.ts';
import { RecentMessages } from './recent-messages.ts';
import { SearchIndexer } from './search-indexer.ts';
import type { SearchThreadData, SearchThreadMessage } from './search-thread.ts';
import { SendPressure } from './send-pressure.ts';

serveThread<SearchThreadData, SearchThreadMessage>((data, log) => {
  const pool = createPool(data.databaseUrl, { applicationName: 'bridges messages search', log, max: 1 });
  const recent = new RecentMessages(data.held);
  const pressure = new SendPressure(data.pressure);
  const indexer = new SearchIndexer({
    db: createDatabase<Database>(pool),
    ...{ recent, log },
    isBusy: () => pressure.waitingCount > 0,
    isFull: () => pressure.isFull,
  });
  indexer.start();
  return {
    take(message) {
      if (message.what === 'committed') recent.keep(message.payload, message.revs);
      else if (message.what === 'rebuild') indexer.rebuild();
      else indexer.kick(message.what);
    },
    async stop() {
      await indexer.stop();
      await pool.end();
    },
  };
});
