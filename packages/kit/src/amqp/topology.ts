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

/** Quorum queues survive the loss of a broker's node; classic ones are for a server that has no others. */
export type QueueKind = 'quorum' | 'classic';

/**
 * Whether the server has ended the connection because it has no quorum queues: one that was upgraded from an old version,
 * with the feature still off.
 */
export const lacksQuorum = (error: unknown): boolean => {
  const { code, message } = error as { code?: unknown; message?: string };
  return code === 541 && message?.includes('rabbit_quorum_queue') === true;
};

type Opens = Pick<ChannelModel, 'createChannel'>;

/**
 * Declares exchange and queues, also those of services that never ran yet: their events wait for them. One consumer
 * at a time keeps each queue's order over its copies.
 */
export async function declareTopology(model: Opens, topology: Topology, kind: QueueKind): Promise<void> {
  await onChannel(model, async (channel) => {
    await channel.assertExchange(exchange, 'topic', { durable: true });
    await channel.assertExchange(deadExchange, 'topic', { durable: true });
  });
  const everything = [{ source: deadExchange, pattern: '#' }];
  await declareQueue(model, kind, { name: copiesQueue, settings: copiesLimits, bindings: everything });
  for (const { event, queue } of topology) {
    const settings = {
      'x-single-active-consumer': true,
      'x-dead-letter-exchange': deadExchange,
      'x-delivery-limit': mostDeliveries,
    };
    const bindings = [{ source: exchange, pattern: event }];
    await declareQueue(model, kind, { name: queueName(queue), settings, bindings });
  }
}

export interface QueuePlan {
  name: string;
  settings: Readonly<Record<string, unknown>>;
  bindings: readonly { source: string; pattern: string }[];
}

/**
 * Declares a durable queue. One that an older version made with other settings stays as it is: what waits in it is worth
 * more than a new limit.
 */
export async function declareQueue(
  model: Opens,
  kind: QueueKind,
  { name, settings, bindings }: QueuePlan,
): Promise<void> {
  const bind = async (channel: Channel) => {
    for (const { source, pattern } of bindings) await channel.bindQueue(name, source, pattern);
  };
  const declare = (given: object) =>
    onChannel(model, async (channel) => {
      await channel.assertQueue(name, { durable: true, arguments: given });
      await bind(channel);
    });
  // Classic queues count no deliveries, and a server may refuse what it does not know.
  const { 'x-delivery-limit': _limit, ...classic } = settings;
  await declare(kind === 'quorum' ? { ...settings, 'x-queue-type': kind } : classic).catch(
    async (error: unknown) => {
      if (!isRefused(error)) throw error;
      await onChannel(model, async (channel) => {
        await channel.checkQueue(name);
        await bind(channel);
      }).catch(() => declare(classic));
    },
  );
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
