import type { Channel, ChannelModel } from 'amqplib';

/** Where every event goes: the queues are `module.consumer`. The same in all services of one version. */
export type Topology = readonly { event: string; queue: string }[];

export const exchange = 'bridges.events';
export const deadExchange = 'bridges.dead';
/** Copies of what died, for people who look with RabbitMQ's own tools. */
const copiesQueue = 'bridges.dead';
/** The rows of `dead_events` are what counts: copies go after this, the oldest first. */
const copiesLimits = {
  'x-message-ttl': 14 * 24 * 60 * 60 * 1000,
  'x-max-length': 10_000,
  'x-max-length-bytes': 64 * 1024 * 1024,
};

/**
 * Deliveries after which RabbitMQ gives an event up, over which the service died each time, say. Services that are
 * restarted count, too: so it is no small number. RabbitMQ 4 has it by itself, older ones have none.
 */
const mostDeliveries = 20;

/** Quorum queues survive the loss of a broker's node. */
const quorum = { 'x-queue-type': 'quorum' };

type Opens = Pick<ChannelModel, 'createChannel'>;

/**
 * Declares exchange and queues, also those of services that never ran yet: their events wait for them. One consumer
 * at a time keeps each queue's order over its copies.
 */
export async function declareTopology(model: Opens, topology: Topology): Promise<void> {
  await onChannel(model, async (channel) => {
    await channel.assertExchange(exchange, 'topic', { durable: true });
    await channel.assertExchange(deadExchange, 'topic', { durable: true });
  });
  await declareQueue(model, copiesQueue, copiesLimits, [{ source: deadExchange, pattern: '#' }]);
  for (const { event, queue } of topology) {
    const settings = {
      'x-single-active-consumer': true,
      'x-dead-letter-exchange': deadExchange,
      'x-delivery-limit': mostDeliveries,
    };
    await declareQueue(model, queueName(queue), settings, [{ source: exchange, pattern: event }]);
  }
}

/**
 * Declares a durable queue: a quorum queue where the server has them. One that an older version made with other
 * settings stays as it is: what waits in it is worth more than a new limit.
 */
export async function declareQueue(
  model: Opens,
  name: string,
  settings: object,
  bindings: readonly { source: string; pattern: string }[],
): Promise<void> {
  const bind = async (channel: Channel) => {
    for (const { source, pattern } of bindings) await channel.bindQueue(name, source, pattern);
  };
  const declare = (given: object) =>
    onChannel(model, async (channel) => {
      await channel.assertQueue(name, { durable: true, arguments: given });
      await bind(channel);
    });
  await declare({ ...settings, ...quorum }).catch(async (error: unknown) => {
    if (!isRefused(error)) throw error;
    await onChannel(model, async (channel) => {
      await channel.checkQueue(name);
      await bind(channel);
    }).catch(() => declare(settings));
  });
}

/** A refusal ends a channel: each declaration has its own. */
async function onChannel(model: Opens, act: (channel: Channel) => Promise<void>): Promise<void> {
  const channel = await model.createChannel();
  // The act itself is told of it.
  channel.on('error', () => undefined);
  await act(channel);
  await channel.close();
}

/** PRECONDITION_FAILED: it is there with other settings, or the server knows no such settings. */
const isRefused = (error: unknown): boolean => (error as { code?: unknown }).code === 406;

export const queueName = (queue: string): string => `bridges.${queue}`;
