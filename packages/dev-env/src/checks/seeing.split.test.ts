import { randomUUID } from 'node:crypto';
import { createClient, memoryOutboxStore } from '@bridges/sdk';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { OtlpCollector } from '../engines/otlp-collector.ts';
import { SplitWorld } from '../split-world.ts';
import { TestUser } from '../test-user.ts';

let collector: OtlpCollector;
let world: SplitWorld;
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  collector = stack.use(await OtlpCollector.start());
  world = stack.use(
    await SplitWorld.start(inject('postgresUrl'), {
      copies: { messages: 1, gateway: 1 },
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'warn' },
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
