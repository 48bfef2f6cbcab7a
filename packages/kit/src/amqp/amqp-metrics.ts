import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** What an operator watches of RabbitMQ from here. */
export function amqpMetrics(registry: Registry, isReady: () => boolean) {
  const registers = [registry];
  new Gauge({
    name: 'bridges_rabbitmq_up',
    help: 'Whether events can be handed to RabbitMQ now.',
    registers,
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
  return {
    published: new Counter({
      name: 'bridges_events_published_total',
      help: 'Events that RabbitMQ confirmed.',
      registers,
    }),
    failed: new Counter({
      name: 'bridges_events_unconfirmed_total',
      help: 'Events that RabbitMQ did not confirm; they come again.',
      registers,
    }),
  };
}
