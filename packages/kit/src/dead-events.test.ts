import { randomUUID } from 'node:crypto';
import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { consumer, outboxAppend } from './broker.ts';
import { deadEventDrop, deadEventList, deadEventReplay } from './dead-events.ts';
import { adminActs } from './db/admin-acts.ts';
import { createDatabase, createPool } from './db/database.ts';
import { ensureDatabase } from './db/ensure-database.ts';
import { migrate } from './db/migrate.ts';
import { LocalBroker } from './local-broker.ts';
import { createLogger } from './logger.ts';

const log = createLogger({ level: 'silent' });
const event = 'accounts.user_registered.v1';
let pool: ReturnType<typeof createPool>;
let db: ReturnType<typeof createDatabase<Record<string, Record<string, unknown>>>>;
const taken: string[] = [];

beforeAll(async () => {
  const url = await ensureDatabase(inject('postgresUrl'), `dead_${randomUUID().slice(0, 8)}`);
  pool = createPool(url, { applicationName: 'test', log });
  db = createDatabase(pool);
  await migrate(db, {}, log);
});
afterAll(() => pool?.end());

const attachedWith = (handle: (username: string) => Promise<void>) => ({
  name: 'test',
  db,
  consumers: [
    consumer({
      name: 'on-user',
      event,
      schema: UserRegisteredSchema,
      handle: async (_trx, { user }) => {
        await handle(user?.username ?? '');
        return () => void taken.push(user?.username ?? '');
      },
    }),
  ],
});

test('a parked event is replayed once its consumer can take it, by name of whoever asked', async () => {
  const admin = randomUUID();
  let isMended = false;
  const handle = async (username: string) => {
    if (username === 'parked' && !isMended) throw new Error('not yet, said anna@example.org');
  };
  const attached = attachedWith(handle);
  const broker = new LocalBroker(log, new Registry());
  broker.attach(attached);
  await db
    .transaction()
    .execute((trx) => outboxAppend(trx, UserRegisteredSchema, event, { user: { username: 'parked' } }));
  await broker.idle();
  const listed = await deadEventList(db);
  expect(listed).toMatchObject({
    waiting: 0,
    oldestWaitingAt: null,
    dead: 1,
    events: [{ consumer: 'test.on-user', event, attempts: 6, error: 'not yet, said …@…' }],
  });
  const eventId = listed.events[0]?.eventId ?? '';
  const replay = (consumer = 'test.on-user') => deadEventReplay(attached, { consumer, eventId }, admin);
  expect(await replay('test.on-other')).toBeUndefined();
  expect(await replay()).toEqual({ outcome: 'refused', error: 'not yet, said …@…' });
  expect((await deadEventList(db)).events).toMatchObject([{ eventId, attempts: 7 }]);

  isMended = true;
  expect(await replay()).toEqual({ outcome: 'taken', error: null });
  expect(taken).toEqual(['parked']);
  expect(await replay()).toBeUndefined();
  expect((await deadEventList(db)).dead).toBe(0);
  expect((await adminActs(db)).acts).toMatchObject([
    { adminId: admin, act: 'event_replayed', object: 'test.on-user', objectId: eventId },
    { adminId: admin, act: 'event_refused_again' },
  ]);
});

test('what was taken meanwhile is not taken again, and what nobody wants is given up', async () => {
  const admin = randomUUID();
  const [known, hopeless] = [randomUUID(), randomUUID()];
  await pool.query(
    `insert into dead_events (consumer, event_id, event, payload, error, attempts)
     select 'test.on-user', unnest($1::uuid[]), $2, '', 'no', 6`,
    [[known, hopeless], event],
  );
  await pool.query("insert into inbox (consumer, event_id) values ('test.on-user', $1)", [known]);
  const attached = attachedWith(async () => {});
  const name = (eventId: string) => ({ consumer: 'test.on-user', eventId });
  expect(await deadEventReplay(attached, name(known), admin)).toMatchObject({ outcome: 'taken' });
  expect(taken).toEqual(['parked']);
  expect(await deadEventDrop(db, name(hopeless), admin)).toBe(true);
  expect(await deadEventDrop(db, name(hopeless), admin)).toBe(false);
  expect((await deadEventList(db)).dead).toBe(0);
});
