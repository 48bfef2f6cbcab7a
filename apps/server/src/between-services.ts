import { eventQueues } from '@bridges/contracts/event-queues';
import { LocalRpc, StartError } from '@bridges/kit';
import type { ModuleName, Rpc, RpcService } from '@bridges/kit';
import {
  AmqpBroker,
  CopiesByName,
  GrpcRpc,
  GrpcServer,
  RedisBus,
  RedisCaches,
  RedisConnection,
  RedisPresence,
  RedisRateLimits,
  readGrpcKeys,
  rpcMetrics,
} from '@bridges/kit/services';
import type { GrpcKeys } from '@bridges/kit/services';
import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';
import type { Between } from './between.ts';
import { moduleNames } from './config.ts';
import type { ServerConfig } from './config.ts';

/**
 * Modules in processes of their own: gRPC, Redis and RabbitMQ between them. What runs in this process is called
 * directly.
 *
 * @throws StartError when an address is missing
 */
export async function betweenServices(
  config: ServerConfig,
  log: FastifyBaseLogger,
  metrics: Registry,
): Promise<Between> {
  const { REDIS_URL, RABBITMQ_URL, SERVICE_CREDENTIAL } = config;
  if (REDIS_URL === undefined || RABBITMQ_URL === undefined || SERVICE_CREDENTIAL === undefined)
    throw new StartError(
      'Services of their own need REDIS_URL, RABBITMQ_URL and SERVICE_CREDENTIAL (or run all in one: SERVICES=all).',
    );
  const keys = await readKeys(config);
  const here = new LocalRpc();
  const isHere = (service: string) => config.services.includes(moduleOf(service));
  const copies = new CopiesByName({
    lists: config.rpcAddresses,
    onGone: (address) => remote.forget(address),
  });
  const remote = new GrpcRpc({
    copiesOf: (service) => copies.of(moduleOf(service)),
    hostOf: (address) => copies.hostOf(address),
    credential: SERVICE_CREDENTIAL,
    keys,
    observe: rpcMetrics(metrics, 'client'),
  });
  const server = new GrpcServer({
    host: config.RPC_HOST,
    port: config.RPC_PORT,
    credential: SERVICE_CREDENTIAL,
    keys,
    onError: (error, method) => log.warn({ err: error, method }, 'a call failed'),
    observe: rpcMetrics(metrics, 'server'),
  });
  await copies.start();
  const redis = new RedisConnection(REDIS_URL, 'bridges', log, metrics);
  const bus = new RedisBus(REDIS_URL, log);
  const broker = new AmqpBroker({ url: RABBITMQ_URL, topology: eventQueues, log, metrics });
  const presence = new RedisPresence(redis);
  const rpc: Rpc = {
    client: (service) => (isHere(service.typeName) ? here : remote).client(service),
    routeOf: (service, key) => (isHere(service.typeName) ? here : remote).routeOf(service, key),
  };
  return {
    rpc,
    serve(service: RpcService) {
      here.serve(service);
      server.serve(service);
    },
    bus,
    broker,
    caches: new RedisCaches(redis, metrics),
    rateLimits: new RedisRateLimits(redis),
    presence,
    // Without them sends, history and sync go on: readiness tells it, and stays.
    probes: [
      { name: 'redis', isNeeded: false, isReady: async () => redis.isReady && bus.isReady },
      { name: 'rabbitmq', isNeeded: false, isReady: async () => broker.isReady },
    ],
    listen: (isServing) => server.listen(isServing),
    drain: () => server.close(),
    async close() {
      copies.close();
      remote.close();
      await presence.close();
      await bus.close();
      await redis.close();
    },
  };
}

/** @throws StartError when there are some of the three files, or one can't be read */
async function readKeys(config: ServerConfig): Promise<GrpcKeys | undefined> {
  const { RPC_TLS_CA: ca, RPC_TLS_CERT: cert, RPC_TLS_KEY: key } = config;
  if (ca === undefined && cert === undefined && key === undefined) return undefined;
  if (ca === undefined || cert === undefined || key === undefined)
    throw new StartError('Mutual TLS needs all of RPC_TLS_CA, RPC_TLS_CERT and RPC_TLS_KEY.');
  try {
    return await readGrpcKeys({ ca, cert, key });
  } catch (cause) {
    throw new StartError('A file of RPC_TLS_CA, RPC_TLS_CERT or RPC_TLS_KEY cannot be read.', { cause });
  }
}

/** The module behind a proto service: `bridges.messages.v1.MessagesService` → `messages`. */
function moduleOf(service: string): ModuleName {
  const name = moduleNames.find((module) => service.startsWith(`bridges.${module}.`));
  if (name === undefined) throw new Error(`No module serves ${service}.`);
  return name;
}
