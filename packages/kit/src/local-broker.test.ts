import { randomUUID } from 'node:crypto';
import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { batchConsumer, consumer, outboxAppend } from './broker.ts';
import type { Consumer } from './broker.ts';
import { createDatabase, createPool } from './db/database.ts';
import { ensureDatabase } from './db/ensure-database.ts';
import { migrate } from './db/migrate.ts';
import { LocalBroker } from './local-broker.ts';
import { createLogger } from './logger.ts';
import { encodeProto } from './proto/encode-proto.ts';

const log = createLogger({ level: 'silent' });
const event = 'accounts.user_registered.v1';
const name = `broker_${randomUUID().slice(0, 8)}`;
let pool: ReturnType<typeof createPool>;
let db: ReturnType<typeof createDatabase<Record<string, Record<string, unknown>>>>;
let taken: string[];

beforeAll(async () => {
  pool = createPool(await ensureDatabase(inject('postgresUrl'), name), { applicationName: 'test', log });
  db = createDatabase(pool);
  await migrate(db, {}, log);
});
beforeEach(() => (taken = []));
afterAll(() => pool.end());

const publish = (...names: string[]) =>
  db.transaction().execute(async (trx) => {
    for (const username of names)
      await outboxAppend(trx, UserRegisteredSchema, event, { user: { username } });
  });

function brokerWith(handle: (username: string) => Promise<void>): LocalBroker {
  return attached(
    consumer({
      name: 'on-user',
      event,
      schema: UserRegisteredSchema,
      handle: async (_trx, { user }) => {
        await handle(user?.username ?? '');
        return () => void taken.push(user?.username ?? '');
      },
    }),
  );
}

function attached(...consumers: Consumer[]): LocalBroker {
  const broker = new LocalBroker(log, new Registry());
  broker.attach({ name: 'test', db, consumers });
  return broker;
}

const rowsOf = async (table: string) =>
  Number((await pool.query(`select count(*) as n from ${table}`)).rows[0].n);

test('takes events once each, in their order, and empties the outbox', async () => {
  const broker = brokerWith(async () => {});
  await publish('a', 'b');
  await publish('c');
  await broker.idle();
  await broker.idle();
  expect(taken).toEqual(['a', 'b', 'c']);
  expect(await rowsOf('outbox')).toBe(0);
});

test('publishes nothing of a transaction that fails', async () => {
  const broker = brokerWith(async () => {});
  const failing = db.transaction().execute(async (trx) => {
    await outboxAppend(trx, UserRegisteredSchema, event, { user: { username: 'ghost' } });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await broker.idle();
  expect(taken).toEqual([]);
});

describe('what was handed over after its commit', () => {
  const told = (username: string) => Buffer.from(encodeProto(UserRegisteredSchema, { user: { username } }));
  const idOf = async () => String((await pool.query('select event_id from outbox')).rows[0]?.event_id);

  test('is not read back', async () => {
    const broker = brokerWith(async () => {});
    await publish('stored');
    // Another text than the outbox has, to see which of them is taken.
    broker.for('test').kick({ eventId: await idOf(), payload: told('handed over') });
    await publish('beside it');
    await broker.idle();
    expect(taken).toEqual(['handed over', 'beside it']);
    expect(await rowsOf('outbox')).toBe(0);
  });

  test('while the outbox was being read is not read back either', async () => {
    const broker = brokerWith(async () => {});
    await publish('stored');
    const committed = { eventId: await idOf(), payload: told('handed over') };
    const idle = broker.idle();
    broker.for('test').kick(committed);
    await idle;
    expect(taken).toEqual(['handed over']);
  });

  test('but others have delivered takes no room for long', async () => {
    const broker = brokerWith(async () => {});
    broker.for('test').kick({ eventId: randomUUID(), payload: Buffer.alloc(8 * 1024 * 1024) });
    await broker.idle();
    await broker.idle();
    await publish('stored');
    broker.for('test').kick({ eventId: await idOf(), payload: told('handed over') });
    await broker.idle();
    expect(taken).toEqual(['handed over']);
  });

  test('but is not in the outbox is no event; what was too much is read from there', async () => {
    const broker = brokerWith(async () => {});
    broker.for('test').kick({ eventId: randomUUID(), payload: told('ghost') });
    await publish('stored');
    broker.for('test').kick({ eventId: await idOf(), payload: Buffer.alloc(9 * 1024 * 1024) });
    await broker.idle();
    expect(taken).toEqual(['stored']);
  });

  test('and not delivered is read from the outbox by the next', async () => {
    const broker = brokerWith(async () => {
      throw Object.assign(new Error('away'), { code: '57P01' });
    });
    await publish('later');
    broker.start();
    broker.for('test').kick({ eventId: await idOf(), payload: told('handed over') });
    await broker.stop();
    await brokerWith(async () => {}).idle();
    expect(taken).toEqual(['later']);
  });
});

test('a redelivered event is dropped by the inbox', async () => {
  const broker = brokerWith(async () => {});
  await publish('once');
  const { rows } = await pool.query('select event_id, event, payload from outbox');
  await broker.idle();
  // As if the process had died between taking the event and deleting its row.
  await pool.query('insert into outbox (event_id, event, payload) values ($1, $2, $3)', [
    rows[0].event_id,
    rows[0].event,
    rows[0].payload,
  ]);
  let calls = 0;
  const next = brokerWith(async () => void calls++);
  await next.idle();
  expect(calls).toBe(0);
  expect(await rowsOf('outbox')).toBe(0);
});

test('a stop leaves what was not taken to the next start', async () => {
  const broker = brokerWith(async () => {
    throw Object.assign(new Error('away'), { code: '57P01' });
  });
  await publish('later');
  broker.start();
  broker.for('test').kick();
  await broker.stop();
  expect(await rowsOf('outbox')).toBe(1);
  await brokerWith(async () => {}).idle();
  expect(taken).toEqual(['later']);
});

test('an event that is refused for good is parked, and the next ones go on', async () => {
  const broker = brokerWith(async (username) => {
    if (username === 'poison') throw new Error('cannot take this');
  });
  await publish('poison', 'fine');
  await broker.idle();
  expect(taken).toEqual(['fine']);
  const { rows } = await pool.query('select consumer, error from dead_events');
  expect(rows).toEqual([{ consumer: 'test.on-user', error: 'cannot take this' }]);
});

describe('events that are taken together', () => {
  let batches: string[][];
  beforeAll(() => pool.query('create table seen (name text not null)'));
  beforeEach(async () => {
    batches = [];
    await pool.query('truncate seen, inbox, dead_events');
  });

  /** Writes what it takes, so that it is seen what was undone; `check` comes last in the transaction. */
  const together = (check: (names: string[]) => Promise<void> | void = () => {}, mostAtOnce = 100) =>
    batchConsumer({
      name: 'on-users',
      event,
      schema: UserRegisteredSchema,
      mostAtOnce,
      handle: async (trx, events) => {
        const names = events.map(({ user }) => user?.username ?? '');
        batches.push(names);
        await sql`insert into seen select * from unnest(${names}::text[])`.execute(trx);
        await check(names);
        return () => void taken.push(...names);
      },
    });
  const seen = async () => (await pool.query('select name from seen')).rows.map(({ name }) => name);

  test('are one transaction, in their order, as many as the consumer wants', async () => {
    await publish('a', 'b', 'c', 'd', 'e');
    await attached(together(undefined, 2)).idle();
    expect(batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(taken).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect([await rowsOf('inbox'), await rowsOf('outbox')]).toEqual([5, 0]);
  });

  test('a refused one among them is parked alone, and holds nobody up for good', async () => {
    const names = ['a', 'b', 'c', 'poison', 'e', 'f', 'g'];
    await publish(...names);
    const refusing = together((given) => {
      if (given.includes('poison')) throw new Error('cannot take this');
    });
    await attached(refusing).idle();
    const others = names.filter((name) => name !== 'poison');
    expect(taken).toEqual(others);
    expect((await seen()).toSorted()).toEqual(others.toSorted());
    const { rows } = await pool.query('select consumer, attempts from dead_events');
    expect(rows).toEqual([{ consumer: 'test.on-users', attempts: 6 }]);
    expect(await rowsOf('outbox')).toBe(0);
  });

  test('an end before their commit undoes all of them, and they come again', async () => {
    await publish('a', 'b', 'c');
    // As PostgreSQL ends a connection: nothing says whether, and nothing was committed.
    const dying = together(async (names) => {
      if (names.length === 3) throw Object.assign(new Error('terminated'), { code: '57P01' });
    });
    await attached(dying).idle();
    expect(taken).toEqual(['a', 'b', 'c']);
    expect(await seen()).toHaveLength(3);
  });

  test('an end after their commit delivers them again, and what is new among them is taken once', async () => {
    await publish('a', 'b');
    const { rows } = await pool.query('select event_id, event, payload from outbox');
    await attached(together()).idle();
    for (const row of [...rows, rows[0]])
      await pool.query('insert into outbox (event_id, event, payload) values ($1, $2, $3)', [
        row.event_id,
        row.event,
        row.payload,
      ]);
    await publish('c');
    await attached(together()).idle();
    expect(taken).toEqual(['a', 'b', 'c']);
    expect(await seen()).toHaveLength(3);
  });

  test('twice in one batch is once', async () => {
    await publish('a');
    await pool.query(
      'insert into outbox (event_id, event, payload) select event_id, event, payload from outbox',
    );
    await attached(together()).idle();
    expect(batches).toEqual([['a']]);
  });

  test('two copies that are given the same events take each once', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `user-${index}`);
    await publish(...names);
    // Each reads the outbox by itself, as it happens when RabbitMQ delivers again what another copy is still taking.
    await Promise.all([attached(together(undefined, 7)).idle(), attached(together(undefined, 9)).idle()]);
    expect(taken.toSorted()).toEqual(names.toSorted());
    expect(await seen()).toHaveLength(40);
  });

  test('kinds keep their place between each other', async () => {
    const order: string[] = [];
    const other = batchConsumer({
      name: 'on-other',
      event: 'accounts.user_updated.v1',
      schema: UserRegisteredSchema,
      handle: async (_trx, events) => void order.push(`other ${events.length}`),
    });
    await publish('a', 'b');
    await db.transaction().execute((trx) => outboxAppend(trx, UserRegisteredSchema, other.event, {}));
    await publish('c');
    await attached(
      together((names) => void order.push(names.join(' '))),
      other,
    ).idle();
    expect(order).toEqual(['a b', 'other 1', 'c']);
  });
});
