import { setTimeout as pause } from 'node:timers/promises';
import { createClient, createCluster } from '@redis/client';

/** A connection on which nothing came for this long is given up; pings keep a healthy one talking. */
const silenceMs = 4000;
const pingMs = 1000;
const longestPauseMs = 1000;

type Single = ReturnType<typeof singleClient>;
/** What is asked of Redis here; all keys of one command lie in one slot of a cluster. */
export type RedisCommands = Pick<Single, 'eval' | 'evalSha' | 'mGet' | 'zCount'>;
export type ChannelListener = (bytes: Buffer, channel: Buffer) => void;

/** One Redis or a cluster of them. It comes back by itself, and subscribes again to what it had. */
export interface RedisClient {
  readonly commands: RedisCommands;
  /** All of it answers. */
  readonly isReady: boolean;
  /** Some of it may answer: what is asked of the rest fails at once. */
  readonly isUsable: boolean;
  /** Resolves with the first connection, or when it is destroyed. */
  connect(): Promise<void>;
  /** Each time it, or a part of it, can be asked again; `isAgain`: what was published meanwhile was missed. */
  onReady(listener: (isAgain: boolean) => void): () => void;
  onError(listener: (error: unknown) => void): void;
  publish(channel: string, bytes: Buffer): Promise<unknown>;
  subscribe(channel: string, listener: ChannelListener): Promise<void>;
  unsubscribe(channel: string, listener: ChannelListener): Promise<void>;
  destroy(): void;
}

/** Several addresses, by comma, are nodes of a cluster. */
export function createRedisClient(url: string, name: string): RedisClient {
  const urls = url.split(',').map((one) => one.trim());
  return urls.length === 1 ? single(url, name) : cluster(urls.filter(Boolean), name);
}

const options = {
  RESP: 2,
  pingInterval: pingMs,
  // What is asked while there is no connection fails at once: callers go on without Redis.
  disableOfflineQueue: true,
} as const;
const socket = {
  connectTimeout: 2000,
  socketTimeout: silenceMs,
  reconnectStrategy: (retries: number) =>
    Math.min(longestPauseMs, 50 * 2 ** retries) * (0.5 + Math.random() / 2),
};

const singleClient = (url: string, name: string) => createClient({ url, name, ...options, socket });

function single(url: string, name: string): RedisClient {
  const client = singleClient(url, name);
  const listeners = new Set<(isAgain: boolean) => void>();
  let connections = 0;
  client.on('ready', () => {
    const isAgain = connections++ > 0;
    for (const listener of listeners) listener(isAgain);
  });
  return {
    commands: client,
    get isReady() {
      return client.isReady;
    },
    get isUsable() {
      return client.isReady;
    },
    connect: async () => void (await client.connect().catch(() => undefined)),
    onReady: (listener) => addTo(listeners, listener),
    onError: (listener) => void client.on('error', listener),
    publish: (channel, bytes) => client.publish(channel, bytes),
    subscribe: (channel, listener) => client.subscribe(channel, listener, true),
    unsubscribe: (channel, listener) => client.unsubscribe(channel, listener, true),
    destroy: () => client.destroy(),
  };
}

/** Live events by sharded pub/sub: each goes to the node of its channel only, not to all of them. */
function cluster(urls: readonly string[], name: string): RedisClient {
  const { username, password, protocol } = new URL(urls[0] ?? '');
  const client = createCluster({
    rootNodes: urls.map((url) => ({ url, ...options, socket })),
    // Nodes that are only found later are asked in the same way.
    defaults: {
      name,
      ...options,
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
      socket: protocol === 'rediss:' ? { ...socket, tls: true } : socket,
    },
    RESP: 2,
  });
  const listeners = new Set<(isAgain: boolean) => void>();
  const tell = (isAgain: boolean) => {
    for (const listener of listeners) listener(isAgain);
  };
  let wasLost = false;
  let isOver = false;
  client.on('node-reconnecting', () => (wasLost = true));
  client.on('node-ready', () => {
    if (!wasLost || !client.isReady) return;
    wasLost = !areAllReady();
    tell(true);
  });
  const areAllReady = () => client.isReady && client.masters.every((node) => node.client?.isReady === true);
  return {
    // The same commands, sent to the node that holds the key.
    commands: client as unknown as RedisCommands,
    get isReady() {
      return areAllReady();
    },
    get isUsable() {
      return client.isReady;
    },
    /** Where no node answers, the library gives up; nodes that come later are found here. */
    async connect() {
      while (!isOver && !client.isOpen) {
        try {
          await client.connect();
          tell(false);
        } catch {
          await pause(longestPauseMs, undefined, { ref: false });
        }
      }
    },
    onReady: (listener) => addTo(listeners, listener),
    onError(listener) {
      client.on('error', listener);
      client.on('node-error', listener);
    },
    publish: (channel, bytes) => client.sPublish(channel, bytes),
    subscribe: (channel, listener) => client.sSubscribe(channel, listener, true),
    unsubscribe: (channel, listener) => client.sUnsubscribe(channel, listener, true),
    destroy() {
      isOver = true;
      if (client.isOpen) client.destroy();
    },
  };
}

function addTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
