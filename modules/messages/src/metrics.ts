import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** What an operator watches of the send path. */
export interface MessagesMetrics {
  stored(count: number): void;
  observeQueue(queue: { readonly waitingCount: number }): void;
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
  };
}
