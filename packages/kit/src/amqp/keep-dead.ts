import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { Attached } from '../consume-event.ts';
import { deadEventKeep } from '../dead-events.ts';
import { deadExchange, declareQueue, queueName } from './topology.ts';
import type { QueueKind } from './topology.ts';

const retryMs = 2000;

interface Options {
  kind: QueueKind;
  /** Stopping leaves the events with RabbitMQ. */
  signal: AbortSignal;
  onFailure: (error: unknown) => void;
}

/** Where what died of a module's events waits for it. */
const deadQueue = (module: string): string => `bridges.dead.${module}`;

/**
 * Keeps what RabbitMQ itself gave up on, e.g. an event over which the service died again and again: it never came to
 * a row of `dead_events` then, where administrators find it. What the module parked itself has its row already.
 */
export async function keepDead(
  model: ChannelModel,
  module: Attached,
  { kind, signal, onFailure }: Options,
): Promise<Channel | undefined> {
  const events = new Set(module.consumers.map(({ event }) => event));
  if (events.size === 0) return undefined;
  const queue = deadQueue(module.name);
  const bindings = [...events].map((event) => ({ source: deadExchange, pattern: event }));
  await declareQueue(model, kind, { name: queue, settings: {}, bindings });
  const channel = await model.createChannel();
  channel.on('error', onFailure);
  await channel.prefetch(1);
  let isOpen = true;
  channel.once('close', () => (isOpen = false));
  /** One at a time; what can't be kept now is tried again, or comes again over the next connection. */
  const settle = async (message: ConsumeMessage): Promise<void> => {
    while (isOpen && !signal.aborted) {
      try {
        await keep(module, message);
        return channel.ack(message);
      } catch (error) {
        onFailure(error);
        await pause(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  };
  await channel.consume(queue, (message) => {
    if (message) void settle(message);
  });
  return channel;
}

async function keep(module: Attached, message: ConsumeMessage): Promise<void> {
  const from: unknown = message.properties.headers?.['x-first-death-queue'];
  // The others' events of the same name are their own business.
  const consumer = module.consumers.find(({ name }) => queueName(`${module.name}.${name}`) === from);
  if (consumer)
    await deadEventKeep(module.db, {
      consumer: `${module.name}.${consumer.name}`,
      eventId: String(message.properties.messageId),
      event: message.fields.routingKey,
      payload: message.content,
    });
}
