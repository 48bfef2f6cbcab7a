import { createLogger } from '@bridges/kit';
import { GroupsService } from '@bridges/contracts/proto';
import {
  GrpcRpc,
  GrpcServer,
  RedisBus,
  RedisCaches,
  RedisConnection,
  RedisPresence,
  RedisRateLimits,
} from '@bridges/kit/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis } from '../../engines/redis.ts';
import type { RedisEngine } from '../../engines/redis.ts';
import { busContract } from './bus.ts';
import { cachesContract } from './caches.ts';
import { presenceContract } from './presence.ts';
import { rateLimitsContract } from './rate-limits.ts';
import { roomsOnly, rpcContract } from './rpc.ts';

const log = createLogger({ level: 'silent' });
let redis: RedisEngine;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis?.engine[Symbol.asyncDispose]());

async function connected(): Promise<RedisConnection> {
  const connection = new RedisConnection(redis.url, 'contract', log);
  await connection.ready();
  return connection;
}

busContract('RedisBus', async () => {
  const subject = new RedisBus(redis.url, log);
  await subject.ready();
  return { subject, close: () => subject.close() };
});
cachesContract('RedisCaches', async () => {
  const connection = await connected();
  return { subject: new RedisCaches(connection), close: () => connection.close() };
});
rateLimitsContract('RedisRateLimits', async () => {
  const connection = await connected();
  return { subject: new RedisRateLimits(connection), close: () => connection.close() };
});
presenceContract('RedisPresence', async () => {
  const connection = await connected();
  const subject = new RedisPresence(connection);
  return {
    subject,
    close: async () => {
      await subject.close();
      await connection.close();
    },
  };
});

const credential = 'a credential of the whole installation';
async function serve(services: Parameters<GrpcServer['serve']>[0][]) {
  const server = new GrpcServer({ host: '127.0.0.1', port: 0, credential, onError: () => {} });
  for (const service of services) server.serve(service);
  await server.listen(() => true);
  return server;
}
rpcContract('GrpcRpc', async (services) => {
  const server = await serve(services);
  const subject = new GrpcRpc({ copiesOf: () => [`127.0.0.1:${server.port}`], credential });
  return {
    subject,
    close: async () => {
      subject.close();
      await server.close();
    },
  };
});

test('a caller without the credential of the installation is refused', async () => {
  let calls = 0;
  const server = await serve([
    roomsOnly(async () => {
      calls++;
      return { chatId: 'secret' };
    }),
  ]);
  const stranger = new GrpcRpc({ copiesOf: () => [`127.0.0.1:${server.port}`], credential: 'a guess' });
  await expect(stranger.client(GroupsService).openRoom({})).rejects.toMatchObject({
    code: 'kit.unavailable',
  });
  expect(calls).toBe(0);
  stranger.close();
  await server.close();
});
