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
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startRedis, startRedisCluster } from '../../engines/redis.ts';
import type { RedisCluster, RedisEngine } from '../../engines/redis.ts';
import { busContract } from './bus.ts';
import { cachesContract } from './caches.ts';
import { presenceContract } from './presence.ts';
import { rateLimitsContract } from './rate-limits.ts';
import { roomsOnly, rpcContract } from './rpc.ts';

const log = createLogger({ level: 'silent' });
let redis: RedisEngine;
let cluster: RedisCluster;
beforeAll(async () => {
  [redis, cluster] = await Promise.all([startRedis(), startRedisCluster()]);
});
afterAll(async () => {
  await redis?.engine[Symbol.asyncDispose]();
  await cluster?.[Symbol.asyncDispose]();
});

describe.each([
  ['one Redis', () => redis.url],
  ['a cluster', () => cluster.url],
])('%s', (_name, url) => {
  async function connected(): Promise<RedisConnection> {
    const connection = new RedisConnection(url(), 'contract', log);
    await connection.ready();
    return connection;
  }

  busContract('RedisBus', async () => {
    const subject = new RedisBus(url(), log);
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
});

describe('a cluster of which a node is away', () => {
  const eventually = (look: () => void | Promise<void>) =>
    vi.waitFor(look, { timeout: 30_000, interval: 50 });
  const channels = Array.from({ length: 60 }, (_, index) => `chat:${index}`);
  const late = Array.from({ length: 10 }, (_, index) => `chat:late ${index}`);

  test('carries what the others carry, and when it is back everything, after telling of the gap', async () => {
    const bus = new RedisBus(cluster.url, log);
    await bus.ready();
    const [lost] = cluster.nodes;
    try {
      const heard = new Map<string, number>();
      let gaps = 0;
      bus.onGap(() => gaps++);
      const listen = (channel: string) =>
        bus.subscribe(channel, ([round = 0]) => void heard.set(channel, round));
      for (const channel of channels) await listen(channel);
      /** What has come of this round: published again and again, for a bus may lose. */
      const heardOf = (round: number) => {
        for (const channel of channels) bus.publish(channel, Uint8Array.of(round));
        return [...heard.values()].filter((each) => each === round).length;
      };
      await eventually(() => expect(heardOf(1)).toBe(channels.length));
      expect(gaps).toBe(0);
      await lost?.engine.end('SIGKILL');
      await eventually(() => expect(bus.isReady).toBe(false));
      // The slots are shared equally, and names spread over them.
      await eventually(() => expect(heardOf(2)).toBeGreaterThan(channels.length / 3));
      expect(heardOf(2)).toBeLessThan(channels.length);
      // Who begins to listen now does so when the node is back.
      for (const channel of late) await listen(channel);
      channels.push(...late);
      await lost?.engine.run();
      await eventually(() => expect(heardOf(3)).toBe(channels.length));
      await eventually(() => expect(gaps).toBeGreaterThan(0));
      await eventually(() => expect(bus.isReady).toBe(true));
    } finally {
      await bus.close();
    }
  });

  test('that is not there at the start is waited for by nobody, and found later', async () => {
    for (const { engine } of cluster.nodes) await engine.end('SIGKILL');
    const connection = new RedisConnection(cluster.url, 'early', log);
    const get = () => connection.run((commands) => commands.mGet(['nothing']));
    try {
      expect(connection.isReady).toBe(false);
      await expect(get()).rejects.toThrow(/./);
      for (const { engine } of cluster.nodes) await engine.run();
      await eventually(async () => expect(await get()).toEqual([null]));
      expect(connection.isReady).toBe(true);
    } finally {
      await connection.close();
    }
  });
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
