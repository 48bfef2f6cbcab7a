import { randomUUID } from 'node:crypto';
import { UserRegisteredSchema } from '@bridges/contracts/proto';
import {
  batchConsumer,
  consumer,
  createDatabase,
  createLogger,
  createMetrics,
  createPool,
  deadEventList,
  deadEventReplay,
  ensureDatabase,
  migrate,
  outboxAppend,
} from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { AmqpBroker } from '@bridges/kit/services';
import amqp from 'amqplib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { startRabbit } from '../../engines/rabbit.ts';
import type { RabbitEngine } from '../../engines/rabbit.ts';
import { brokerContract } from './broker.ts';

const log = createLogger({ level: 'silent' });
const event = 'accounts.user_registered.v1';
/** Of each case its own: RabbitMQ may deliver again what the case before acknowledged in its last moment. */
let taker: string;
let rabbit: RabbitEngine;
const pools: ReturnType<typeof createPool>[] = [];
const brokers: AmqpBroker[] = [];
let taken: string[];

beforeAll(async () => {
  rabbit = await startRabbit();
});
afterAll(() => rabbit?.engine[Symbol.asyncDispose]());
beforeEach(() => {
  taken = [];
  taker = `taker-${randomUUID().slice(0, 8)}`;
});
afterEach(async () => {
  for (const broker of brokers.splice(0)) await broker.stop();
  for (const pool of pools.splice(0)) await pool.end();
});

brokerContract(
  'AmqpBroker',
  () => new AmqpBroker({ url: rabbit.url, topology: [], log, metrics: createMetrics({}) }),
);

async function database(name: string) {
  const url = await ensureDatabase(inject('postgresUrl'), `${name}_${randomUUID().slice(0, 8)}`);
  const pool = createPool(url, { applicationName: 'test', log });
  pools.push(pool);
  const db = createDatabase<Record<string, Record<string, unknown>>>(pool);
  await migrate(db, {}, log);
  return { db, pool };
}
type Db = Awaited<ReturnType<typeof database>>['db'];

function serve(name: string, db: Db, handle?: (username: string) => Promise<void>): AmqpBroker {
  return serveConsumers(name, db, handle ? [onUserOf(handle)] : []);
}

const onUserOf = (handle: (username: string) => Promise<void>): Consumer =>
  consumer({
    name: 'on-user',
    event,
    schema: UserRegisteredSchema,
    handle: async (_trx, { user }) => {
      await handle(user?.username ?? '');
      return () => void taken.push(user?.username ?? '');
    },
  });

/** The same, many events in a transaction. */
function serveTogether(db: Db, handle: (usernames: string[]) => void): AmqpBroker {
  const onUsers = batchConsumer({
    name: 'on-user',
    event,
    schema: UserRegisteredSchema,
    handle: async (_trx, events) => {
      const usernames = events.map(({ user }) => user?.username ?? '');
      handle(usernames);
      return () => void taken.push(...usernames);
    },
  });
  return serveConsumers(taker, db, [onUsers]);
}

function serveConsumers(name: string, db: Db, consumers: Consumer[], url = rabbit.url): AmqpBroker {
  const topology = [{ event, queue: `${taker}.on-user` }];
  const broker = new AmqpBroker({ url, topology, log, metrics: createMetrics({}) });
  broker.attach({ name, db, consumers });
  broker.start();
  brokers.push(broker);
  return broker;
}

const register = (db: Db, ...names: string[]) =>
  db.transaction().execute(async (trx) => {
    for (const username of names)
      await outboxAppend(trx, UserRegisteredSchema, event, { user: { username } });
  });
const eventually = (expectations: () => void | Promise<void>) =>
  vi.waitFor(expectations, { timeout: 20_000, interval: 20 });
const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `user-${from + index}`);

test('events reach another service in their order, once each, and leave the outbox', async () => {
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publisher = serve('writer', writer.db);
  serve(taker, reader.db, async () => {});
  await register(writer.db, ...names(0, 250));
  publisher.for('writer').kick();
  await eventually(() => expect(taken).toHaveLength(250));
  expect(taken).toEqual(names(0, 250));
  await eventually(async () => {
    expect((await writer.pool.query('select 1 from outbox')).rowCount).toBe(0);
  });
});

test('events wait for a service that never ran before', async () => {
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publisher = serve('writer', writer.db);
  await register(writer.db, 'early');
  await eventually(async () => {
    publisher.for('writer').kick();
    expect((await writer.pool.query('select 1 from outbox')).rowCount).toBe(0);
  });
  serve(taker, reader.db, async () => {});
  await eventually(() => expect(taken).toEqual(['early']));
});

test('two copies of a service publish and take in order, each event once', async () => {
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publishers = [serve('writer', writer.db), serve('writer', writer.db)];
  serve(taker, reader.db, async () => {});
  serve(taker, reader.db, async () => {});
  for (const name of names(0, 100)) {
    await register(writer.db, name);
    for (const publisher of publishers) publisher.for('writer').kick();
  }
  await eventually(() => expect(taken).toHaveLength(100));
  expect(taken).toEqual(names(0, 100));
});

test('while the broker is away events wait in the outbox, and come when it is back', async () => {
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publisher = serve('writer', writer.db);
  serve(taker, reader.db, async () => {});
  await register(writer.db, 'before');
  publisher.for('writer').kick();
  await eventually(() => expect(taken).toEqual(['before']));
  await rabbit.engine.end();
  await register(writer.db, 'meanwhile');
  publisher.for('writer').kick();
  await rabbit.engine.run();
  await eventually(() => expect(taken).toEqual(['before', 'meanwhile']));
});

test('an event that is refused for good is parked and dead-lettered, and the next ones go on', async () => {
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publisher = serve('writer', writer.db);
  serve(taker, reader.db, async (username) => {
    if (username === 'poison') throw new Error('never');
  });
  await register(writer.db, 'a', 'poison', 'b');
  publisher.for('writer').kick();
  await eventually(() => expect(taken).toEqual(['a', 'b']));
  const { rows } = await reader.pool.query('select consumer from dead_events');
  expect(rows).toEqual([{ consumer: `${taker}.on-user` }]);
});

test('what RabbitMQ itself gave up on is parked too, once, and can be replayed', async () => {
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publisher = serve('writer', writer.db);
  const take = async () => {};
  const first = serve(taker, reader.db, take);
  await register(writer.db, 'before');
  publisher.for('writer').kick();
  await eventually(() => expect(taken).toEqual(['before']));
  await first.stop();
  // As if the service had died over it, and RabbitMQ delivered no more.
  const connection = await amqp.connect(rabbit.url);
  try {
    const channel = await connection.createChannel();
    const refused: string[] = [];
    await channel.consume(`bridges.${taker}.on-user`, (message) => {
      if (!message) return;
      refused.push(message.content.toString('latin1'));
      channel.nack(message, false, false);
    });
    await register(writer.db, 'fatal');
    publisher.for('writer').kick();
    await eventually(async () => {
      // What was taken in the last moment may come here again.
      expect(refused.some((content) => content.includes('fatal'))).toBe(true);
      expect((await channel.checkQueue(`bridges.dead.${taker}`)).messageCount).toBe(refused.length);
    });
  } finally {
    await connection.close();
  }
  const second = serve(taker, reader.db, take);
  const dead = async () => (await deadEventList(reader.db)).events;
  await eventually(async () => {
    expect(await dead()).toMatchObject([
      { consumer: `${taker}.on-user`, event, error: 'delivered too often' },
    ]);
  });
  const [parked] = await dead();
  const consumers = [onUserOf(take)];
  const replayed = await deadEventReplay(
    { name: taker, db: reader.db, consumers },
    { consumer: `${taker}.on-user`, eventId: parked?.eventId ?? '' },
    randomUUID(),
  );
  expect(replayed).toEqual({ outcome: 'taken', error: null });
  expect(taken).toEqual(['before', 'fatal']);
  await second.stop();
});

test('what waits is taken together, by two copies in order and once; what is refused among it is parked alone', async () => {
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publisher = serve('writer', writer.db);
  const copy = () =>
    serveTogether(reader.db, (usernames) => {
      if (usernames.includes('user-70')) throw new Error('never');
    });
  const first = copy();
  copy();
  await register(writer.db, ...names(0, 50));
  publisher.for('writer').kick();
  await eventually(() => expect(taken).toHaveLength(50));
  await first.stop();
  await register(writer.db, ...names(50, 150));
  publisher.for('writer').kick();
  const others = names(0, 150).filter((name) => name !== 'user-70');
  await eventually(() => expect(taken).toHaveLength(others.length));
  expect(taken).toEqual(others);
  const { rows } = await reader.pool.query('select consumer from dead_events');
  expect(rows).toEqual([{ consumer: `${taker}.on-user` }]);
});

/** What RabbitMQ says of its queues: name, type, arguments. */
const queuesOf = async (of = rabbit): Promise<string[][]> => {
  const said = await of.control('list_queues', '--silent', 'name', 'type', 'arguments');
  return said.split('\n').map((line) => line.split('\t'));
};

test('queues are durable quorum queues with one active consumer and a limit of deliveries; copies of the dead are bounded', async () => {
  const { db } = await database('reader');
  const broker = serve(taker, db, async () => {});
  await eventually(() => expect(broker.isReady).toBe(true));
  const queues = await queuesOf();
  const found = (name: string) => queues.find(([each]) => each === name) ?? [];
  expect(found(`bridges.${taker}.on-user`)[1]).toBe('quorum');
  for (const setting of ['x-single-active-consumer', 'x-delivery-limit', 'x-dead-letter-exchange'])
    expect(found(`bridges.${taker}.on-user`)[2]).toContain(setting);
  expect(found('bridges.dead')[1]).toBe('quorum');
  for (const setting of ['x-message-ttl', 'x-max-length', 'x-max-length-bytes'])
    expect(found('bridges.dead')[2]).toContain(setting);
});

test(
  'a server without quorum queues keeps events in classic ones, in order and once each',
  { timeout: 240_000 },
  async () => {
    // As one that was upgraded from before there were any.
    const old = await startRabbit({ RABBITMQ_FEATURE_FLAGS: '' });
    try {
      const [writer, reader] = [await database('writer'), await database('reader')];
      const onUser = onUserOf(async (username) => {
        if (username === 'user-1') throw new Error('never');
      });
      const publisher = serveConsumers('writer', writer.db, [], old.url);
      const copies = [1, 2].map(() => serveConsumers(taker, reader.db, [onUser], old.url));
      await eventually(() => expect(copies.map(({ isReady }) => isReady)).toEqual([true, true]));
      await register(writer.db, ...names(0, 50));
      publisher.for('writer').kick();
      await eventually(() => expect(taken).toEqual(names(0, 50).filter((name) => name !== 'user-1')));
      expect(await deadEventList(reader.db, 10)).toMatchObject({ dead: 1 });
      const kinds = (await queuesOf(old)).map(([name, kind]) => `${name} ${kind}`);
      expect(kinds).toContain(`bridges.${taker}.on-user classic`);
      expect(kinds.filter((each) => each.endsWith(' quorum'))).toEqual([]);
    } finally {
      for (const broker of brokers.splice(0)) await broker.stop();
      await old.engine[Symbol.asyncDispose]();
    }
  },
);

test('a queue that an older version made with other settings goes on as it is', async () => {
  const connection = await amqp.connect(rabbit.url);
  try {
    const channel = await connection.createChannel();
    const settings = { 'x-queue-type': 'quorum', 'x-single-active-consumer': true };
    await channel.assertQueue(`bridges.${taker}.on-user`, { durable: true, arguments: settings });
  } finally {
    await connection.close();
  }
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publisher = serve('writer', writer.db);
  serve(taker, reader.db, async () => {});
  await register(writer.db, 'as always');
  publisher.for('writer').kick();
  await eventually(() => expect(taken).toEqual(['as always']));
});

test('an event over which the service dies again and again is given up in the end, parked, and holds nobody up', async () => {
  const [writer, reader] = [await database('writer'), await database('reader')];
  const publisher = serve('writer', writer.db);
  const first = serve(taker, reader.db, async () => {});
  await eventually(() => expect(first.isReady).toBe(true));
  await first.stop();
  await register(writer.db, 'fatal', 'harmless');
  // As one that is killed while it holds the event: its connection ends without a word.
  let deaths = 0;
  const isOver = async () => {
    const connection = await amqp.connect(rabbit.url);
    connection.on('error', () => undefined);
    try {
      const channel = await connection.createChannel();
      await channel.prefetch(1);
      const { promise, resolve } = Promise.withResolvers<string>();
      await channel.consume(`bridges.${taker}.on-user`, (message) =>
        resolve(message?.content.toString('latin1') ?? ''),
      );
      if (!(await promise).includes('fatal')) return true;
      deaths++;
      return false;
    } finally {
      await connection.close();
    }
  };
  publisher.for('writer').kick();
  while (!(await isOver())) expect(deaths).toBeLessThan(30);
  expect(deaths).toBeGreaterThan(5);
  serve(taker, reader.db, async () => {});
  await eventually(() => expect(taken).toEqual(['harmless']));
  await eventually(async () => {
    expect((await deadEventList(reader.db)).events).toMatchObject([
      { consumer: `${taker}.on-user`, event, error: 'delivered too often' },
    ]);
  });
});
