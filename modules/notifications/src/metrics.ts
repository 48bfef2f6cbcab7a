import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { ChannelName } from './channels/channel.ts';
import type { Delivery } from './tables/ladder.ts';

/** What an operator watches of the ladder. */
export interface LadderMetrics {
  /** A channel is asked now. */
  asked(channel: ChannelName, delivery: Pick<Delivery, 'firstAt' | 'dueAt'>): void;
  told(channel: ChannelName, outcome: string): void;
  observeBacklog(count: () => Promise<Map<string, number>>): void;
}

const seconds = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

export function createLadderMetrics(registry: Registry): LadderMetrics {
  const registers = [registry];
  const told = new Counter({
    name: 'bridges_tellings_total',
    help: 'What became of tellings, by channel and outcome.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const sinceCommit = new Histogram({
    name: 'bridges_telling_seconds',
    help: 'From the commit of what is told to the request to the channel: the delay the person chose is in it.',
    labelNames: ['channel'],
    buckets: seconds,
    registers,
  });
  const late = new Histogram({
    name: 'bridges_telling_late_seconds',
    help: 'From the moment a step was due to the request to the channel.',
    labelNames: ['channel'],
    buckets: seconds,
    registers,
  });
  return {
    asked(channel, { firstAt, dueAt }) {
      const now = Date.now();
      sinceCommit.observe({ channel }, Math.max(0, now - firstAt.getTime()) / 1000);
      late.observe({ channel }, Math.max(0, now - dueAt.getTime()) / 1000);
    },
    told: (channel, outcome) => told.inc({ channel, outcome }),
    observeBacklog(count) {
      new Gauge({
        name: 'bridges_tellings_due',
        help: 'Steps of the ladder whose time has come and that are not taken yet.',
        labelNames: ['channel'],
        registers,
        async collect() {
          this.reset();
          // Without the database there is nothing to tell.
          for (const [channel, due] of await count().catch(() => new Map<string, number>()))
            this.set({ channel }, due);
        },
      });
    },
  };
}
