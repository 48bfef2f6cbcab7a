import { randomUUID } from 'node:crypto';
import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { consumer, outboxAppend } from './broker.ts';
import { createDatabase, createPool } from './db/database.ts';
import { ensureDatabase } from './db/ensure-database.ts';
import { migrate } from './db/migrate.ts';
import { LocalBroker } from './local-broker.ts';
import { createLogger } from './logger.ts';

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
  const broker = new LocalBroker(log, new Registry());
  const consumers = [
    consumer({
      name: 'on-user',
      event,
      schema: UserRegisteredSchema,
      handle: async (_trx, { user }) => {
        await handle(user?.username ?? '');
        return () => void taken.push(user?.username ?? '');
      },
    }),
  ];
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
