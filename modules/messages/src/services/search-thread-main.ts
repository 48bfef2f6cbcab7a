// What runs in the thread of the index. It is begun by `SearchThread`, and imports little, so that it is there soon.
import { MessagesSentSchema } from '@bridges/contracts/proto/messages-events';
import { createDatabase, createPool, decodeProto, serveThread } from '@bridges/kit/thread';
import type { Database } from '../tables/database.ts';
import { RecentMessages } from './recent-messages.ts';
import type { SourceMessage } from './search-block-build.ts';
import { SearchIndexer } from './search-indexer.ts';
import type { SearchThreadData, SearchThreadMessage } from './search-thread.ts';

serveThread<SearchThreadData, SearchThreadMessage>((data, log) => {
  const { databaseUrl, waitingSends, batchSize, untaken } = data;
  // What the one before was told is lost with it.
  Atomics.store(untaken, 0, 0);
  const pool = createPool(databaseUrl, { applicationName: 'bridges messages search', log, max: 1 });
  const recent = new RecentMessages();
  const waitingCount = () => Atomics.load(waitingSends, 0);
  const indexer = new SearchIndexer({
    db: createDatabase<Database>(pool),
    ...{ recent, log },
    isBusy: () => waitingCount() > 0,
    isFull: () => waitingCount() >= batchSize,
  });
  indexer.start();
  return {
    take(message) {
      if (message.what === 'committed') {
        Atomics.sub(untaken, 0, message.payload.length);
        recent.keep(messagesOf(message.payload), message.revs);
      } else if (message.what === 'rebuild') indexer.rebuild();
      else indexer.kick(message.what);
    },
    async stop() {
      await indexer.stop();
      await pool.end();
    },
  };
});

const messagesOf = (payload: Uint8Array): SourceMessage[] =>
  decodeProto(MessagesSentSchema, payload).messages.map(
    ({ chatId, seq, senderId, kind, text: body, contentJson, createdAtMs }) => ({
      ...{ chatId, seq, senderId, kind, body, createdAtMs },
      content: contentJson === '' ? null : (JSON.parse(contentJson) as SourceMessage['content']),
    }),
  );
