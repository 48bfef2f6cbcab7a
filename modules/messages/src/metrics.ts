import type { Kysely } from 'kysely';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import { searchQueueState } from './selectors/search-queue-state.ts';
import type { Database } from './tables/database.ts';

/** What an operator watches of the send path and of the index behind it. */
export interface MessagesMetrics {
  stored(count: number): void;
  observeQueue(queue: { readonly waitingCount: number }): void;
  observeIndex(db: Kysely<Database>): void;
}

export function createMessagesMetrics(registry: Registry): MessagesMetrics {
  const registers = [registry];
  const stored = new Counter({ name: 'bridges_messages_stored_total', help: 'Messages stored.', registers });
  const batch = new Histogram({
    name: 'bridges_messages_batch_size',
    help: 'Messages per commit.',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers,
  });
  return {
    stored(count) {
      stored.inc(count);
      batch.observe(count);
    },
    observeQueue(queue) {
      new Gauge({
        name: 'bridges_messages_waiting',
        help: 'Sends that wait for a commit.',
        registers,
        collect() {
          this.set(queue.waitingCount);
        },
      });
    },
    observeIndex(db) {
      // An answer without these two is better than none.
      const state = () => searchQueueState(db).catch(() => undefined);
      new Gauge({
        name: 'bridges_search_waiting',
        help: 'Entries of the queue of the index of search.',
        registers,
        async collect() {
          const now = await state();
          if (now) this.set(now.waitingCount);
        },
      });
      new Gauge({
        name: 'bridges_search_oldest_seconds',
        help: 'How long the oldest of them waits.',
        registers,
        async collect() {
          const now = await state();
          if (now)
            this.set(now.oldestAt === null ? 0 : Math.max(0, Date.now() - now.oldestAt.getTime()) / 1000);
        },
      });
    },
  };
}
