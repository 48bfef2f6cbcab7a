import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { create, toBinary } from '@bufbuild/protobuf';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { AccountsService, LiveEventSchema, MessagesService } from '@bridges/contracts/proto';
import {
  LocalRpc,
  MemoryBus,
  MemoryCaches,
  MemoryPresence,
  MemoryRateLimits,
  createLogger,
  rpcService,
} from '@bridges/kit';
import type { Bus, BusListener, Platform, RpcHandlers, Unsubscribe } from '@bridges/kit';
import { Registry } from 'prom-client';
import { gateway } from '../src/index.ts';
import { SocketClient } from './socket-client.ts';

/** A bus between processes as it is on a bad day: payloads are lost, then it is back. */
export class LossyBus implements Bus {
  isLosing = false;
  readonly heard = new Set<string>();
  readonly #bus = new MemoryBus();
  readonly #gapListeners = new Set<() => void>();

  publish(channel: string, payload: Uint8Array): void {
    if (!this.isLosing) this.#bus.publish(channel, payload);
  }

  subscribe(channel: string, listener: BusListener): Promise<Unsubscribe> {
    this.heard.add(channel);
    return this.#bus.subscribe(channel, listener);
  }

  onGap(listener: () => void): Unsubscribe {
    this.#gapListeners.add(listener);
    return () => this.#gapListeners.delete(listener);
  }

  close(): Promise<void> {
    return this.#bus.close();
  }

  comeBack(): void {
    this.isLosing = false;
    for (const listener of this.#gapListeners) listener();
  }
}

/**
 * The gateway on a bus that loses. The bus of one process cannot, so what the gateway asks of the other
 * modules is answered by these tables: chats with their newest seq by user, sessions that live, and who hides from
 * whom (`viewer:user`; `away`: accounts does not answer).
 */
export async function startLossyWorld() {
  const bus = new LossyBus();
  const chats = new Map<string, Map<string, number>>();
  const ended = new Set<string>();
  const hidden = new Set<string>();
  /** Held up while set: lists that are being read. */
  const world = { bus, chats, ended, listing: Promise.resolve(), isListing: false };
  const rpc = new LocalRpc();
  const toSubscriptions = (heads: Iterable<[string, number]>) =>
    [...heads].map(([chatId, lastSeq]) => ({ chatId, lastSeq }));
  const accounts: Partial<RpcHandlers<typeof AccountsService>> = {
    checkSessions: async ({ sessionIds }) => ({ liveSessionIds: sessionIds.filter((id) => !ended.has(id)) }),
    touchSessions: async () => ({}),
    getUsers: async () => ({ users: [] }),
    checkPeople: async ({ viewerId, userIds }) => ({
      people: userIds.map((userId) => ({
        userId,
        canSeePresence: !hidden.has(`${viewerId}:${userId}`),
        canSeeProfile: !hidden.has(`${viewerId}:${userId}`),
      })),
    }),
    async checkWatchers({ userId, viewerIds }) {
      if (hidden.has('away')) throw new Error('accounts is away');
      const may = viewerIds.filter((viewerId) => !hidden.has(`${viewerId}:${userId}`));
      return { viewerIds: may, profileViewerIds: may };
    },
  };
  const messages: Partial<RpcHandlers<typeof MessagesService>> = {
    async listSubscriptions({ userId }) {
      const subscriptions = toSubscriptions(chats.get(userId) ?? []);
      world.isListing = true;
      await world.listing;
      return { subscriptions, epoch: 'one' };
    },
    async getHeads({ chatIds }) {
      const all = new Map([...chats.values()].flatMap((heads) => [...heads]));
      return { heads: toSubscriptions([...all].filter(([id]) => chatIds.includes(id))) };
    },
  };
  rpc.serve(rpcService(AccountsService, accounts as RpcHandlers<typeof AccountsService>));
  rpc.serve(rpcService(MessagesService, messages as RpcHandlers<typeof MessagesService>));
  const platform: Partial<Platform> = {
    env: { GATEWAY_RECONNECT_SPREAD_MS: '10' },
    rpc,
    bus,
    log: createLogger({ level: 'silent' }),
    metrics: new Registry(),
    caches: new MemoryCaches(),
    rateLimits: new MemoryRateLimits(),
    presence: new MemoryPresence(),
    // The token is `<user>.<session>.x`.
    identity: {
      async verify(token) {
        const [userId = '', sessionId = ''] = token.split('.');
        return { userId, sessionId, username: userId, isAdmin: false, expiresAtMs: Infinity };
      },
    },
  };
  const parts = await gateway.create(platform as Platform);
  await parts.start?.();
  const server = createServer();
  server.on('upgrade', (request, socket, head) => parts.upgrades?.['/ws']?.(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
  return {
    bus,
    chats,
    ended,
    hidden,
    hold(listing: Promise<void>) {
      world.listing = listing;
    },
    isHeard: (channel: string) => bus.heard.has(channel) && world.isListing,
    connect: (user: string, session: string) =>
      new SocketClient(url, { headers: { authorization: `Bearer ${user}.${session}.x` } }),
    publish(channel: string, event: MessageInitShape<typeof LiveEventSchema>) {
      bus.publish(channel, toBinary(LiveEventSchema, create(LiveEventSchema, event)));
    },
    async [Symbol.asyncDispose]() {
      await parts.stop?.();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
