import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { create, toBinary } from '@bufbuild/protobuf';
import { AccountsService, LiveEventSchema, MessagesService } from '@bridges/contracts/proto';
import { gateway } from '@bridges/gateway';
import {
  LocalRpc,
  MemoryBus,
  MemoryCaches,
  MemoryPresence,
  MemoryRateLimits,
  createLogger,
  createMetrics,
  rpcService,
} from '@bridges/kit';
import type { CheckSessionsRequest } from '@bridges/contracts/proto';
import type { Platform, RpcHandlers } from '@bridges/kit';
import { serveLoad } from './serve-load.ts';

// The gateway module whole, behind its own doors; what it asks of others is answered here: everybody is signed
// in, everybody is in one chat.
const chatId = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000';
const rpc = new LocalRpc();
const bus = new MemoryBus();
rpc.serve(
  rpcService(AccountsService, {
    checkSessions: async ({ sessionIds }: CheckSessionsRequest) => ({ liveSessionIds: sessionIds }),
    touchSessions: async () => ({}),
  } as unknown as RpcHandlers<typeof AccountsService>),
);
rpc.serve(
  rpcService(MessagesService, {
    listSubscriptions: async () => ({ subscriptions: [{ chatId, lastSeq: 0 }], epoch: 'one' }),
    getHeads: async () => ({ heads: [] }),
  } as unknown as RpcHandlers<typeof MessagesService>),
);
let users = 0;
const parts = await gateway.create({
  env: {},
  rpc,
  bus,
  log: createLogger({ level: 'warn' }),
  metrics: createMetrics({}),
  caches: new MemoryCaches(),
  rateLimits: new MemoryRateLimits(),
  presence: new MemoryPresence(),
  identity: {
    verify: async () => {
      const id = `user-${++users}`;
      return { userId: id, sessionId: id, username: id, isAdmin: false, expiresAtMs: Infinity };
    },
  },
} as unknown as Platform);
await parts.start?.();

const server = createServer();
server.on('upgrade', (request, socket, head) => parts.upgrades?.['/ws']?.(request, socket, head));
let seq = 0;
server.listen(0, '127.0.0.1', () => {
  serveLoad((server.address() as AddressInfo).port, (text) => {
    const event = create(LiveEventSchema, { json: Buffer.from(text), seq: ++seq });
    bus.publish(`chat:${chatId}`, toBinary(LiveEventSchema, event));
  });
});
