import type { Bus } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import { Channel, withItem, withoutItem } from './channel.ts';
import { noChannels } from './connection.ts';
import type { Connection } from './connection.ts';

/** Who listens to what here. A channel is subscribed on the bus once, while it has a listener. */
export class Hub {
  /** Set before the first socket opens. Runs in the publisher's tick; must not throw. */
  onPayload: (channel: Channel, payload: Uint8Array) => void = () => {};
  readonly #channels = new Map<string, Channel>();
  readonly #bus: Bus;
  readonly #log: FastifyBaseLogger;

  constructor(bus: Bus, log: FastifyBaseLogger) {
    this.#bus = bus;
    this.#log = log;
  }

  find(name: string): Channel | undefined {
    return this.#channels.get(name);
  }

  channels(): IterableIterator<Channel> {
    return this.#channels.values();
  }

  /** Adds a listener. It hears the bus once `channel.ready` has settled. */
  join(connection: Connection, name: string): Channel {
    let channel = this.#channels.get(name);
    if (!channel) {
      channel = new Channel(name);
      this.#channels.set(name, channel);
      this.listen(channel);
    }
    channel.add(connection);
    return channel;
  }

  leave(connection: Connection, channel: Channel): void {
    channel.remove(connection);
    if (!channel.isEmpty || this.#channels.get(channel.name) !== channel) return;
    this.#channels.delete(channel.name);
    channel.stop?.();
  }

  /** Makes the connection hear a chat; joining twice is joining once. */
  joinChat(connection: Connection, chatId: string): Channel {
    const name = `chat:${chatId}`;
    const known = this.#channels.get(name);
    if (known && connection.chats.includes(known)) return known;
    const channel = this.join(connection, name);
    connection.chats = withItem(connection.chats, channel);
    return channel;
  }

  leaveChat(connection: Connection, chatId: string): void {
    const channel = this.#channels.get(`chat:${chatId}`);
    if (!channel || !connection.chats.includes(channel)) return;
    connection.chats = withoutItem(connection.chats, channel);
    this.leave(connection, channel);
  }

  /** Leaves everything. */
  leaveAll(connection: Connection): void {
    for (const channel of connection.chats) this.leave(connection, channel);
    for (const channel of connection.watched) this.leave(connection, channel);
    if (connection.own) this.leave(connection, connection.own);
    connection.chats = noChannels;
    connection.watched = noChannels;
    connection.own = null;
  }

  /** Subscribes on the bus; again, when it failed before. */
  listen(channel: Channel): void {
    const isCurrent = () => this.#channels.get(channel.name) === channel;
    channel.isDeaf = false;
    channel.ready = this.#bus
      .subscribe(channel.name, (payload) => this.onPayload(channel, payload))
      .then(
        (stop) => (isCurrent() ? channel.settle(stop) : stop()),
        (error: unknown) => {
          channel.isDeaf = true;
          this.#log.error({ err: error }, 'could not subscribe to a live channel');
        },
      );
  }
}
