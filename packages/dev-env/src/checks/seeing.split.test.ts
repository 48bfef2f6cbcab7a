import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GroupsService } from '@bridges/contracts/proto';
import { GrpcRpc, readGrpcKeys } from '@bridges/kit/services';
import { createClient, memoryOutboxStore } from '@bridges/sdk';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { Certificates } from '../engines/certificates.ts';
import { freePort } from '../engines/free-port.ts';
import { OtlpCollector } from '../engines/otlp-collector.ts';
import { startRedisCluster } from '../engines/redis.ts';
import { ServerProcess } from '../server-process.ts';
import { SplitWorld } from '../split-world.ts';
import { createTestDatabases } from '../test-databases.ts';
import { ask, TestUser } from '../test-user.ts';

let collector: OtlpCollector;
let world: SplitWorld;
const stack = new AsyncDisposableStack();

/** Everything that is optional: traces, mutual TLS between the services, Redis as a cluster. */
const certificates = stack.use(new Certificates());
const service = certificates.issue('service', 'ours');
beforeAll(async () => {
  const redis = stack.use(await startRedisCluster());
  collector = stack.use(await OtlpCollector.start());
  world = stack.use(
    await SplitWorld.start(inject('postgresUrl'), {
      copies: { messages: 1, gateway: 1 },
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        LOG_LEVEL: 'warn',
        REDIS_URL: redis.url,
        ...{ RPC_TLS_CA: service.ca, RPC_TLS_CERT: service.cert, RPC_TLS_KEY: service.key },
      },
    }),
  );
});
afterAll(() => stack.disposeAsync());

const eventually = <T>(look: () => T) => vi.waitFor(look, { timeout: 30_000, interval: 100 });

test('one message is one trace: gateway, messages, outbox, broker, consumer and bus', async () => {
  const client = createClient({
    baseUrl: world.url,
    session: { onTokens: () => undefined },
    outboxStore: memoryOutboxStore(),
  });
  stack.defer(() => client.stop());
  const [username, password] = [`alice-${randomUUID().slice(0, 8)}`, 'correct horse battery'];
  await client.rest.register({ username, password, displayName: 'Alice' });
  const me = await client.rest.signIn({ username, password });
  await client.start({ me });
  const chatId = await client.openDirect(me.id);
  await eventually(() => expect(client.connection.status).toBe('online'));
  client.send(chatId, 'Привет');
  await eventually(() => expect(client.getState().chats[chatId]?.messages).toHaveLength(1));

  const trace = await eventually(() => {
    const root = collector.spans.find(({ name }) => name === 'socket send');
    const spans = collector.spans.filter(({ traceId }) => traceId === root?.traceId);
    expect(spans.map(({ service, name }) => `${service}: ${name}`)).toEqual(
      expect.arrayContaining([
        'bridges-gateway: socket send',
        'bridges-gateway: send batch',
        'bridges-gateway: bridges.messages.v1.MessagesService/AppendMessages',
        'bridges-messages: bridges.messages.v1.MessagesService/AppendMessages',
        'bridges-messages: commit sends',
        'bridges-messages: publish chat',
        'bridges-gateway: deliver chat',
        'bridges-messages: publish messages.messages_sent.v1',
        'bridges-files: take files.on-messages-sent',
      ]),
    );
    return spans;
  });
  // Each span but the first hangs on another of the same trace.
  const ids = new Set(trace.map(({ spanId }) => spanId));
  expect(trace.filter(({ parentSpanId }) => !parentSpanId || !ids.has(parentSpanId))).toHaveLength(1);
  expect(new Set(trace.map(({ service }) => service)).size).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(trace)).not.toContain('Привет');
});

test('a request has one name: in its answer, and in the logs of the services that had a part in it', async () => {
  const bob = await TestUser.register(world.url, 'bob');
  const chat = await bob.openDirect(bob);
  const answer = await bob.ask<{ error: { code: string; requestId: string } }>(
    'POST',
    `/api/chats/${chat.id}/messages`,
    { text: '', attachments: [randomUUID()] },
  );
  expect(answer.body.error.code).toBe('files.file_not_found');
  const { requestId } = answer.body.error;
  // As nginx names requests.
  expect(requestId).toMatch(/^[0-9a-f]{32}$/);
  await eventually(() => expect(world.services.files[0]?.stdout).toContain(`"reqId":"${requestId}"`));
  const { folder } = world.nginx.engine;
  const asked = (line: string) => line.includes(`"POST /api/chats/${chat.id}/messages" 404`);
  await eventually(() => {
    const lines = readFileSync(join(folder, 'access.log'), 'utf8').split('\n');
    expect(lines.find(asked)).toContain(requestId);
  });
});

test('every service tells Prometheus of its calls, its engines and its time', async () => {
  const told: Record<string, string> = {};
  for (const [name, [service]] of Object.entries(world.services))
    told[name] = (await service?.metrics()) ?? '';
  /** The value of the first such line. */
  const value = (service: string, metric: string, ...labels: string[]): number | undefined => {
    const line = told[service]
      ?.split('\n')
      .find((each) => each.startsWith(`${metric}{`) && labels.every((label) => each.includes(label)));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };
  for (const name of Object.keys(told)) {
    expect([name, value(name, 'bridges_redis_up'), value(name, 'bridges_rabbitmq_up')]).toEqual([name, 1, 1]);
    expect(value(name, 'nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
  }
  const calls = ['service="bridges.messages.v1.MessagesService"', 'method="AppendMessages"', 'code="ok"'];
  expect(value('gateway', 'bridges_rpc_client_seconds_count', ...calls)).toBeGreaterThan(0);
  expect(value('messages', 'bridges_rpc_server_seconds_count', ...calls)).toBeGreaterThan(0);
  expect(value('messages', 'bridges_outbox_oldest_seconds', 'module="messages"')).toBeGreaterThanOrEqual(0);
  expect(value('messages', 'bridges_database_waiting', 'module="messages"')).toBe(0);
  expect(value('messages', 'bridges_events_published_total')).toBeGreaterThan(0);
  const taken = ['consumer="files.on-messages-sent"', 'outcome="taken"'];
  expect(value('files', 'bridges_event_age_seconds_count', ...taken)).toBeGreaterThan(0);
  const sent = ['route="/api/chats/:id/messages"', 'method="POST"', 'status="404"'];
  expect(value('messages', 'bridges_http_request_seconds_count', ...sent)).toBe(1);
  expect(value('gateway', 'bridges_gateway_open_sockets')).toBeGreaterThan(0);
});

test('who has the credential, but no certificate of the installation, can call nothing', async () => {
  const { credential } = world;
  const [address = ''] = world.rpcAddressesOf('groups');
  const ask = async (keys?: Awaited<ReturnType<typeof readGrpcKeys>>) => {
    const rpc = new GrpcRpc({ copiesOf: () => [address], credential, keys });
    try {
      return await rpc.client(GroupsService).openRoom({}, { deadlineMs: 5000 });
    } catch (error) {
      return (error as { code?: unknown }).code;
    } finally {
      rpc.close();
    }
  };
  const theirs = await readGrpcKeys(certificates.issue('stranger', 'theirs'));
  const ours = await readGrpcKeys(service);
  expect(await ask()).toBe('kit.unavailable');
  expect(await ask({ ...theirs, ca: ours.ca })).toBe('kit.unavailable');
  // Let in, it is told what is wrong with what it asks.
  expect(await ask(ours)).toMatch(/^(groups|kit|http)\.(?!unavailable)/);
});

test('any set of services runs in a process: halves of Bridges are one', { timeout: 180_000 }, async () => {
  await using own = new AsyncDisposableStack();
  const databases = await createTestDatabases(inject('postgresUrl'));
  own.defer(() => databases.drop());
  // Events of their own on the same RabbitMQ.
  await world.rabbit.control('add_vhost', 'halves');
  await world.rabbit.control('set_permissions', '--vhost', 'halves', 'guest', '.*', '.*', '.*');
  const [left, right] = [await freePort(), await freePort()];
  const homes = { accounts: left, groups: left, files: left, messages: right, notifications: right };
  const rpc = Object.entries({ ...homes, gateway: right }).map(([name, port]) => [
    `${name.toUpperCase()}_RPC`,
    `127.0.0.1:${port}`,
  ]);
  const common = {
    ...databases.env,
    ...(Object.fromEntries(rpc) as Record<string, string>),
    REDIS_URL: world.redis.url,
    RABBITMQ_URL: `${world.rabbit.url}/halves`,
    SERVICE_CREDENTIAL: world.credential,
  };
  const start = async (services: string, port: number) => {
    const env = { ...common, SERVICES: services, RPC_PORT: String(port) };
    const server = own.use(await ServerProcess.prepare({ env }));
    await server.run();
    return server;
  };
  const [people, chats] = await Promise.all([
    start('web,files,accounts,groups', left),
    start('messages, notifications,gateway', right),
  ]);
  const [alice, bob] = [
    await TestUser.register(people.url, 'alice'),
    await TestUser.register(people.url, 'bob'),
  ];
  const body = { title: 'Halves', memberIds: [bob.id] };
  const group = await alice.ask<{ chatId: string }>('POST', '/api/groups', body);
  expect(group.status).toBe(201);
  const history = `/api/chats/${group.body.chatId}/messages`;
  const posted = await ask(chats.url, 'POST', history, { text: 'across' }, alice.access);
  expect(posted.status).toBe(201);
  const read = await ask<{ messages: { text: string }[] }>(chats.url, 'GET', history, undefined, bob.access);
  expect(read.body.messages.at(-1)?.text).toBe('across');
  // Where a module is not, its paths are not either.
  expect((await ask(people.url, 'GET', history, undefined, bob.access)).status).toBe(404);
  expect((await fetch(`${people.url}/docs/json`)).status).toBe(200);
  // An event of the one half reaches the other, and what it makes of it.
  await vi.waitFor(
    async () => {
      const inbox = await ask<{ notifications: unknown[] }>(
        chats.url,
        'GET',
        '/api/notifications',
        undefined,
        bob.access,
      );
      expect(inbox.body.notifications.length).toBeGreaterThan(0);
    },
    { timeout: 30_000, interval: 100 },
  );
});
