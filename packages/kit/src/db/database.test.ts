import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFailed, vi } from 'vitest';
import { StartError } from '../config.ts';
import { toAppError } from '../http/error-handler.ts';
import type { Job } from '../jobs.ts';
import { calleeError } from '../rpc.ts';
import { adminActs } from './admin-acts.ts';
import { createDatabase, createPool } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { ensureDatabase, ensureDatabaseAt, withDatabase } from './ensure-database.ts';
import { createJobs } from './graphile-jobs.ts';
import { migrate } from './migrate.ts';
import { eventually, query, silentLog, temporaryFolder } from './testing/support.ts';

const folder = temporaryFolder();
let postgres: EmbeddedPostgres;
let connectionString: string;
let pool: pg.Pool;
let db: Kysely<unknown>;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({
    dataDir: folder.path,
    log: silentLog,
    settings: { fsync: 'off' },
  });
  connectionString = await ensureDatabase(postgres.connectionString('postgres'), 'messages');
  pool = createPool(connectionString, { applicationName: 'test', log: silentLog });
  db = createDatabase(pool);
});
afterAll(async () => {
  // Together: a connection that a failed test still holds must not leave PostgreSQL running.
  await Promise.all([db.destroy(), postgres.stop()]);
  folder[Symbol.dispose]();
});

describe('ensureDatabase', () => {
  const admin = () => postgres.connectionString('postgres');

  it('makes a missing database once, in Unicode', async () => {
    const [first, second] = await Promise.all([
      ensureDatabase(admin(), 'a "b"'),
      ensureDatabase(admin(), 'a "b"'),
    ]);
    expect(second).toBe(first);
    expect(await query(first, "select current_database() as name, upper('ё') as upper")).toEqual([
      { name: 'a "b"', upper: 'Ё' },
    ]);
    await ensureDatabaseAt(withDatabase(admin(), 'by its own url'));
    expect(await query(withDatabase(admin(), 'by its own url'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('explains in one sentence why it cannot', async () => {
    await query(admin(), 'create role poor login');
    const poor = admin().replace('//bridges@', '//poor@');
    await expect(ensureDatabase(poor, 'unwanted')).rejects.toThrow(
      'The database "unwanted" does not exist and the database user may not create it; create it, or grant CREATEDB.',
    );
    await expect(ensureDatabaseAt('postgresql://a:secret@127.0.0.1:1/x')).rejects.toThrow(
      'The PostgreSQL at 127.0.0.1:1 does not answer; is it running, and is the database URL right?',
    );
    await expect(ensureDatabaseAt('nonsense')).rejects.toBeInstanceOf(StartError);
  });
});

describe('a pool', () => {
  it('reads bigint as a number where that is exact', async () => {
    const { rows } = await pool.query(
      'select 5::bigint as small, 9007199254740993::bigint as large, array[1::bigint, null] as list',
    );
    expect(rows).toEqual([{ small: 5, large: '9007199254740993', list: [1, null] }]);
  });

  it('outlives a PostgreSQL that is killed and started again', async () => {
    await pool.query('select 1');
    const killed = postgres.pid;
    process.kill(killed, 'SIGKILL');
    await eventually(() => postgres.pid !== killed);
    const answers = () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      );
    await eventually(answers);
    expect(await answers()).toBe(true);
  });

  it('gives up a connection whose answer never comes, and lends it to nobody', async () => {
    const options = { applicationName: 'impatient', log: silentLog, max: 1, answerTimeoutMs: 1000 };
    const impatient = createPool(connectionString, options);
    const backend = async (): Promise<number> => {
      // A machine that stands still for a second has lost the connection, too: the next one will do.
      const asking = impatient.query<{ pid: number }>('select pg_backend_pid() as pid');
      const pid = await asking.then(
        ({ rows }) => rows[0]?.pid,
        () => undefined,
      );
      return pid ?? backend();
    };
    const failed = (outcomes: PromiseSettledResult<unknown>[]) =>
      outcomes.map((outcome) => outcome.status === 'rejected' && toAppError(outcome.reason).code);
    const frozen: number[] = [];
    const freeze = (pid: number) => {
      frozen.push(pid);
      process.kill(pid, 'SIGSTOP');
    };
    try {
      await pool.query('create table kept (n int)');
      freeze(await backend());
      const client = await impatient.connect();
      const together = await Promise.allSettled([client.query('select 1'), client.query('select 2')]);
      expect(failed(together)).toEqual(['kit.unavailable', 'kit.unavailable']);
      expect(together.map((one) => one.status === 'rejected' && calleeError(one.reason).code)).toEqual(
        failed(together),
      );
      client.release();
      expect(impatient.idleCount).toBe(0);
      // A COMMIT that went unanswered: who asked learns that nobody knows, and the next one gets another connection.
      const commit = () =>
        createDatabase<{ kept: { n: number } }>(impatient)
          .transaction()
          .execute(async (trx) => {
            await trx.insertInto('kept').values({ n: 1 }).execute();
            const asked = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
            freeze(asked.rows[0]?.pid ?? 0);
          });
      while (frozen.length < 2)
        expect(failed(await Promise.allSettled([commit()]))).toEqual(['kit.unavailable']);
      expect(frozen).not.toContain(await backend());
    } finally {
      for (const one of frozen) process.kill(one, 'SIGCONT');
      await impatient.end();
    }
    const left = `select 1 from pg_stat_activity where pid in (${frozen.join()})`;
    await eventually(async () => (await query(connectionString, left)).length === 0);
  });
});

describe('migrate', () => {
  const numbers = {
    '0001_numbers': { up: (trx: Kysely<unknown>) => run(trx, 'create table numbers (n int)') },
  };
  const run = async (trx: Kysely<unknown>, text: string) => void (await sql.raw(text).execute(trx));

  it('makes the tables of the kit and the module, once', async () => {
    await Promise.all([migrate(db, numbers, silentLog), migrate(db, numbers, silentLog)]);
    await migrate(db, numbers, silentLog);
    const { rows } = await pool.query(
      "select tablename from pg_tables where schemaname = 'public' order by 1",
    );
    const names = rows.map((row: { tablename: string }) => row.tablename);
    expect(names).toEqual(expect.arrayContaining(['dead_events', 'inbox', 'numbers', 'outbox']));
  });

  it('undoes a migration that fails, and names it', async () => {
    const broken = {
      ...numbers,
      '0002_broken': { up: (trx: Kysely<unknown>) => run(trx, 'create table half (n int); select 1/0') },
    };
    await expect(migrate(db, broken, silentLog)).rejects.toThrow(/could not be migrated \(0002_broken\)/);
    expect((await pool.query("select to_regclass('half') as half")).rows).toEqual([{ half: null }]);
    await migrate(db, numbers, silentLog);
  });

  it('refuses a database of a newer version', async () => {
    await expect(migrate(db, {}, silentLog)).rejects.toThrow(
      /is of a newer version of Bridges \(it has "0001_numbers"\)/,
    );
  });
});

describe('jobs', () => {
  const jobsOf = (list: Job[]) => {
    const warnings: unknown[] = [];
    onTestFailed(() => console.error(warnings));
    const log = { ...silentLog, warn: (...warning: unknown[]) => void warnings.push(warning) };
    const jobs = createJobs({ pool, connectionString, log });
    jobs.register(list);
    return jobs;
  };

  it('run after the commit that enqueued them, and never without it', async () => {
    const done: unknown[] = [];
    const jobs = jobsOf([{ name: 'note', run: async (payload) => void done.push(payload) }]);
    await jobs.start();
    try {
      await db.transaction().execute((trx) => jobs.enqueue(trx, 'note', { n: 1 }));
      const undone = db.transaction().execute(async (trx) => {
        await jobs.enqueue(trx, 'note', { n: 2 });
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      await jobs.idle();
      expect(done).toEqual([{ n: 1 }]);
      await expect(db.transaction().execute((trx) => jobs.enqueue(trx, 'unknown', {}))).rejects.toThrow(
        /no job named/,
      );
    } finally {
      await jobs.stop();
    }
  });

  it('with one key are one job, and wait for their time', async () => {
    const done: unknown[] = [];
    const jobs = jobsOf([{ name: 'later', run: async (payload) => void done.push(payload) }]);
    await jobs.start();
    try {
      const runAt = new Date(Date.now() + 3_600_000);
      await db.transaction().execute(async (trx) => {
        await jobs.enqueue(trx, 'later', { n: 1 }, { key: 'one', runAt });
        await jobs.enqueue(trx, 'later', { n: 2 }, { key: 'one', runAt });
      });
      await jobs.idle();
      expect(done).toEqual([]);
      await pool.query('update graphile_worker._private_jobs set run_at = now()');
      await db.transaction().execute((trx) => jobs.enqueue(trx, 'later', { n: 3 }));
      await jobs.idle();
      expect(done).toEqual(expect.arrayContaining([{ n: 2 }, { n: 3 }]));
      expect(done).toHaveLength(2);
    } finally {
      await jobs.stop();
    }
  });

  it('that a killed process had begun run again, at once', async () => {
    const first = jobsOf([{ name: 'hang', run: async () => undefined }]);
    await first.start();
    await first.stop();
    await db.transaction().execute((trx) => first.enqueue(trx, 'hang', { n: 1 }));

    const script = join(import.meta.dirname, 'testing/run-jobs.ts');
    const child = spawn(process.execPath, [script, connectionString], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    let runs = 0;
    const second = jobsOf([{ name: 'hang', run: async () => void (runs += 1) }]);
    await second.start();
    try {
      await second.idle();
      expect(runs).toBe(1);
    } finally {
      await second.stop();
    }
  });

  it('run in one process only', async () => {
    const done: string[] = [];
    const first = jobsOf([{ name: 'who', run: async () => void done.push('first') }]);
    const second = jobsOf([{ name: 'who', run: async () => void done.push('second') }]);
    const ask = async (jobs: typeof first) => {
      await db.transaction().execute((trx) => jobs.enqueue(trx, 'who', {}));
      await jobs.idle();
    };
    await first.start();
    await ask(first);
    await second.start();
    await ask(second);
    expect(done).toEqual(['first', 'first']);
    await first.stop();
    await ask(second);
    expect(done).toEqual(['first', 'first', 'second']);
    await second.stop();
  });

  it('that come by themselves, but for the frequent, come late where nothing ran at their time', async () => {
    const done: string[] = [];
    const inTwelveHours = new Date(Date.now() + 12 * 3_600_000).getUTCHours();
    const list: Job[] = [
      { name: 'nightly', cron: `0 ${inTwelveHours} * * *`, run: async () => void done.push('nightly') },
    ];
    const lastRun = `update graphile_worker._private_known_crontabs
      set known_since = now() - interval '2 days', last_execution = now() - interval '2 days'
      where identifier = 'nightly' returning 1`;
    const first = jobsOf(list);
    await first.start();
    // It is known from now on.
    await vi.waitFor(async () => expect((await pool.query(lastRun)).rowCount).toBe(1), { timeout: 20_000 });
    await first.stop();
    expect(done).toEqual([]);
    const second = jobsOf(list);
    await second.start();
    await vi.waitFor(() => expect(done).toEqual(['nightly']), { timeout: 20_000 });
    await second.stop();
  });

  it('that fail for good are kept, visible, and run again when asked; the queue goes on', async () => {
    let isPoison = true;
    const admin = randomUUID();
    const done: unknown[] = [];
    const jobs = jobsOf([
      {
        name: 'poison',
        maxAttempts: 1,
        async run(payload) {
          if (isPoison) throw new Error('poison\nsecond line');
          done.push(payload);
        },
      },
      { name: 'fine', run: async (payload) => void done.push(payload) },
    ]);
    await jobs.start();
    await db.transaction().execute(async (trx) => {
      await jobs.enqueue(trx, 'poison', { is: 'poison' }, { queue: 'one' });
      await jobs.enqueue(trx, 'fine', { is: 'fine' }, { queue: 'one' });
    });
    await vi.waitFor(() => expect(done).toEqual([{ is: 'fine' }]), { timeout: 20_000 });
    await vi.waitFor(async () => expect(await jobs.dead()).toHaveLength(1), { timeout: 20_000 });
    const [dead] = await jobs.dead();
    expect(dead).toMatchObject({ name: 'poison', attempts: 1, lastError: 'poison', payload: { is: '…' } });
    expect(await jobs.kinds()).toMatchObject([
      { name: 'fine', waiting: 0, later: 0, running: 0, dead: 0, oldestDueAt: null },
      { name: 'poison', waiting: 0, later: 0, running: 0, dead: 1 },
    ]);
    expect(await jobs.counts()).toEqual({ waiting: 0, dead: 1 });
    expect(await jobs.retry('999999', admin)).toBe(false);
    isPoison = false;
    expect(await jobs.retry(dead?.id ?? '', admin)).toBe(true);
    await vi.waitFor(() => expect(done).toEqual([{ is: 'fine' }, { is: 'poison' }]), { timeout: 20_000 });
    await jobs.idle();
    expect(await jobs.dead()).toEqual([]);
    expect(await jobs.retry(dead?.id ?? '', admin)).toBe(false);

    isPoison = true;
    await db.transaction().execute((trx) => jobs.enqueue(trx, 'poison', {}));
    await vi.waitFor(async () => expect(await jobs.dead()).toHaveLength(1), { timeout: 20_000 });
    const [hopeless] = await jobs.dead();
    expect(await jobs.drop(hopeless?.id ?? '', admin)).toBe(true);
    expect(await jobs.dead()).toEqual([]);
    expect(await jobs.drop(hopeless?.id ?? '', admin)).toBe(false);
    expect((await adminActs(db)).acts).toMatchObject([
      { adminId: admin, act: 'job_dropped', object: 'poison', objectId: hopeless?.id },
      { adminId: admin, act: 'job_retried', object: 'poison', objectId: dead?.id },
    ]);
    await jobs.stop();
  });
});
