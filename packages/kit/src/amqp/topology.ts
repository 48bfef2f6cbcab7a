/** Where every event goes: the queues are `module.consumer`. The same in all services of one version. */
export type Topology = readonly { event: string; queue: string }[];

export const exchange = 'bridges.events';
export const deadExchange = 'bridges.dead';

/** As much of a channel as it takes to declare the topology. */
interface Declares {
  assertExchange(name: string, type: string, options: object): Promise<unknown>;
  assertQueue(name: string, options: object): Promise<unknown>;
  bindQueue(queue: string, source: string, pattern: string): Promise<unknown>;
}

/**
 * Declares exchange and queues, also those of services that never ran yet: their events wait for them. Quorum
 * queues survive the loss of a broker's node; one consumer at a time keeps each queue's order over its copies.
 */
export async function declareTopology(channel: Declares, topology: Topology): Promise<void> {
  await channel.assertExchange(exchange, 'topic', { durable: true });
  await channel.assertExchange(deadExchange, 'topic', { durable: true });
  await channel.assertQueue('bridges.dead', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue('bridges.dead', deadExchange, '#');
  for (const { event, queue } of topology) {
    await channel.assertQueue(queueName(queue), {
      durable: true,
      arguments: {
        'x-queue-type': 'quorum',
        'x-single-active-consumer': true,
        'x-dead-letter-exchange': deadExchange,
      },
    });
    await channel.bindQueue(queueName(queue), exchange, event);
  }
}

export const queueName = (queue: string): string => `bridges.${queue}`;
