import { randomUUID } from 'node:crypto';
import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { outboxAppend } from './broker.ts';
import { createDatabase, createPool } from './db/database.ts';
import { ensureDatabase } from './db/ensure-database.ts';
import { migrate } from './db/migrate.ts';
import { createLogger } from './logger.ts';
import { OutboxRelay } from './outbox-relay.ts';

const log = createLogger({ level: 'silent' });
const event = 'accounts.user_registered.v1';
const name = `relay_${randomUUID().slice(0, 8)}`;
let pool: ReturnType<typeof createPool>;
let db: ReturnType<typeof createDatabase<Record<string, Record<string, unknown>>>>;
let delivered: (Buffer | null)[];

beforeAll(async () => {
  pool = createPool(await ensureDatabase(inject('postgresUrl'), name), { applicationName: 'test', log });
  db = createDatabase(pool);
  await migrate(db, {}, log);
});
beforeEach(async () => {
  delivered = [];
  await pool.query('truncate outbox');
});
afterAll(() => pool.end());

/** Not started: it looks only when told. */
const copy = () =>
  new OutboxRelay({
    db,
    deliver: async (rows) => void delivered.push(...rows.map(({ payload }) => payload)),
    isShared: true,
    log,
  });

/** What the outbox has of it is not what is handed over, to see which of them is delivered. */
async function publish() {
  await db
    .transaction()
    .execute((trx) => outboxAppend(trx, UserRegisteredSchema, event, { user: { username: 'stored' } }));
  const { rows } = await pool.query('select event_id, payload from outbox');
  const eventId = String(rows[0].event_id);
  return { stored: rows[0].payload, committed: { eventId, payload: Buffer.from('handed over') } };
}

describe('what was handed over to a copy while another reads the outbox', () => {
  /** Looks as often as told, and finds the outbox in other hands. */
  async function lookInVain(relay: OutboxRelay, looks: number): Promise<void> {
    const other = await pool.connect();
    try {
      await other.query('begin; select pg_advisory_xact_lock(7271, 1)');
      for (let look = 0; look < looks; look++) expect(await relay.drainNow()).toBe(false);
    } finally {
      await other.query('rollback');
      other.release();
    }
  }

  test('is still known at the next look', async () => {
    const relay = copy();
    const { committed } = await publish();
    relay.kick(committed);
    await lookInVain(relay, 1);
    await relay.drainNow();
    expect(delivered).toEqual([committed.payload]);
  });

  test('is forgotten after two, and read from the outbox', async () => {
    const relay = copy();
    const { committed, stored } = await publish();
    relay.kick(committed);
    await lookInVain(relay, 2);
    await relay.drainNow();
    expect(delivered).toEqual([stored]);
  });

  test('takes no room for long', async () => {
    const relay = copy();
    relay.kick({ eventId: randomUUID(), payload: Buffer.alloc(8 * 1024 * 1024) });
    await lookInVain(relay, 2);
    const { committed } = await publish();
    relay.kick(committed);
    await relay.drainNow();
    expect(delivered).toEqual([committed.payload]);
  });
});
