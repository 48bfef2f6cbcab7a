import { randomUUID } from 'node:crypto';
import { UserRegisteredSchema } from '@bridges/contracts/proto';
import {
  batchConsumer,
  consumer,
  createDatabase,
  createLogger,
  createPool,
  ensureDatabase,
  migrate,
  outboxAppend,
} from '@bridges/kit';
import type { Broker, Consumer } from '@bridges/kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';

const log = createLogger({ level: 'silent' });
const event = 'accounts.user_registered.v1';

async function database(name: string) {
  const url = await ensureDatabase(inject('postgresUrl'), `${name}_${randomUUID().slice(0, 8)}`);
  const pool = createPool(url, { applicationName: 'contract', log });
  const db = createDatabase<Record<string, Record<string, unknown>>>(pool);
  await migrate(db, {}, log);
  return { pool, db };
}
type Database = Awaited<ReturnType<typeof database>>;

/** What carries events between modules, as the process knows it that runs them. */
export interface BrokerSubject {
  attach(module: { name: string; db: Database['db']; consumers: Consumer[] }): void;
  for(module: string): Broker;
  start(): void;
  stop(): Promise<void>;
}

const eventually = (look: () => void | Promise<void>) => vi.waitFor(look, { timeout: 30_000, interval: 20 });
const users = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `user-${first + index}`);

/** Whoever carries events promises these. */
export function brokerContract(name: string, open: () => BrokerSubject): void {
  describe(`${name} keeps the contract of events`, () => {
    let writer: Database;
    let reader: Database;
    let broker: BrokerSubject;
    let taken: string[];

    beforeAll(async () => {
      [writer, reader] = await Promise.all([database('writer'), database('reader')]);
      await reader.pool.query('create table seen (username text not null)');
    });
    afterAll(() => Promise.all([writer?.pool.end(), reader?.pool.end()]));
    beforeEach(async () => {
      taken = [];
      await reader.pool.query('truncate seen');
      // Of a case that ended in the middle.
      await writer.pool.query('truncate outbox');
      broker = open();
      broker.attach({ name: 'writer', db: writer.db, consumers: [] });
    });
    afterEach(() => broker.stop());

    const write = (...usernames: string[]) =>
      writer.db.transaction().execute(async (trx) => {
        for (const username of usernames)
          await outboxAppend(trx, UserRegisteredSchema, event, { user: { username } });
      });
    const kick = () => broker.for('writer').kick();
    /** Writes down what it takes in the transaction, and after it; `check` is between them. */
    const taker = (check: (username: string) => void = () => {}, after = taken) =>
      consumer({
        name: 'on-user',
        event,
        schema: UserRegisteredSchema,
        async handle(trx, { user: { username } = { username: '' } }) {
          await trx.insertInto('seen').values({ username }).execute();
          check(username);
          return () => void after.push(username);
        },
      });
    /** A module of a name that no other case has: what is left of another one is nothing to it. */
    const attach = (...consumers: Consumer[]) =>
      broker.attach({ name: `taker-${randomUUID().slice(0, 8)}`, db: reader.db, consumers });
    const seen = async () =>
      (await reader.pool.query('select username from seen order by username')).rows.map(
        ({ username }) => username,
      );

    it('gives an event to every module that takes it, once each and in order, and empties the outbox', async () => {
      const others: string[] = [];
      attach(taker());
      attach(taker(undefined, others));
      broker.start();
      for (const first of [0, 60]) {
        await write(...users(first, 60));
        kick();
      }
      for (const each of [taken, others]) await eventually(() => expect(each).toHaveLength(120));
      for (const each of [taken, others]) expect(each).toEqual(users(0, 120));
      await eventually(async () => {
        expect((await writer.pool.query('select event from outbox')).rows).toEqual([]);
      });
    });

    it('finds what was committed before it began', async () => {
      await write('early');
      attach(taker());
      broker.start();
      await eventually(() => expect(taken).toEqual(['early']));
    });

    it('carries nothing of a transaction that fails, whatever it is told', async () => {
      attach(taker());
      broker.start();
      const failing = writer.db.transaction().execute(async (trx) => {
        await outboxAppend(trx, UserRegisteredSchema, event, { user: { username: 'ghost' } });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      broker.for('writer').kick({ eventId: randomUUID(), payload: Buffer.from('ghost') });
      await write('real');
      kick();
      await eventually(() => expect(taken).toEqual(['real']));
    });

    it('takes once what comes twice', async () => {
      attach(taker());
      broker.start();
      const columns = ['eventId', 'event', 'payload'];
      await writer.db.transaction().execute(async (trx) => {
        await outboxAppend(trx, UserRegisteredSchema, event, { user: { username: 'once' } });
        await trx
          .insertInto('outbox')
          .columns(columns)
          .expression((eb) => eb.selectFrom('outbox').select(columns))
          .execute();
      });
      await write('after it');
      kick();
      await eventually(() => expect(taken).toEqual(['once', 'after it']));
      expect(await seen()).toEqual(['after it', 'once']);
    });

    it('gives again what failed, before what follows it, and keeps nothing of the failure', async () => {
      let failures = 0;
      attach(
        taker((username) => {
          if (username === 'first' && failures++ === 0) throw new Error('not now');
        }),
      );
      broker.start();
      await write('first', 'second');
      kick();
      await eventually(() => expect(taken).toEqual(['first', 'second']));
      expect(await seen()).toEqual(['first', 'second']);
    });

    it('gives what waits together to who wants it so, in order, and no more than wanted', async () => {
      const together: string[][] = [];
      attach(
        batchConsumer({
          name: 'on-users',
          event,
          schema: UserRegisteredSchema,
          mostAtOnce: 3,
          async handle(_trx, events) {
            const usernames = events.map(({ user }) => user?.username ?? '');
            return () => void together.push(usernames);
          },
        }),
      );
      await write(...users(0, 20));
      broker.start();
      await eventually(() => expect(together.flat()).toEqual(users(0, 20)));
      expect(Math.max(...together.map(({ length }) => length))).toBeLessThanOrEqual(3);
    });
  });
}
