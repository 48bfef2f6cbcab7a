import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import pg from 'pg';
import type { DeadJob, Job, JobKindCounts, JobOptions, Jobs, PeriodicJobRun } from '../jobs.ts';
import { nextRun } from '../next-run.ts';
import { changeDeadJob, deadJobs, jobKinds, lastRuns } from './job-queries.ts';
import { JobRunner } from './job-runner.ts';
import type { Log } from './log.ts';

export interface JobsOptions {
  pool: pg.Pool;
  /** Of the same database: who runs the jobs is decided by a lock on a connection of its own. */
  connectionString: string;
  log: Log;
}

/**
 * The module's job queue in its own database (schema `graphile_worker`): jobs survive restarts and crashes.
 * Of several processes of one module, one runs the jobs and the others stand by.
 */
export class GraphileJobs implements Jobs {
  readonly #options: JobsOptions;
  readonly #jobs = new Map<string, Job>();
  #runner: JobRunner | undefined;
  #prepared: Promise<void> | undefined;
  #atOnce: number | undefined;

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  /** Before `start`. Begins to make the queue's tables if they are missing. */
  register(jobs: Job[], atOnce?: number): void {
    this.#atOnce = atOnce;
    for (const job of jobs) {
      if (this.#jobs.has(job.name)) throw new Error(`There are two jobs named "${job.name}".`);
      this.#jobs.set(job.name, job);
    }
    if (jobs.length === 0) return;
    this.#prepared ??= makeQueue(this.#options);
    // `start` tells of it.
    this.#prepared.catch(() => undefined);
  }

  /**
   * Lets jobs run; comes back as soon as jobs can be enqueued. Without registered jobs it does nothing.
   */
  async start(): Promise<void> {
    if (this.#jobs.size === 0 || this.#runner) return;
    await this.#prepared;
    this.#runner = new JobRunner({ ...this.#options, jobs: [...this.#jobs.values()], atOnce: this.#atOnce });
    this.#runner.start();
  }

  /** Takes no more jobs and waits for those under way; what does not end within seconds runs again later. */
  async stop(): Promise<void> {
    await this.#prepared?.catch(() => undefined);
    await this.#runner?.stop();
    this.#runner = undefined;
  }

  async enqueue(
    // Every module's own tables differ.
    // eslint-disable-next-line typescript/no-explicit-any
    trx: Transaction<any>,
    name: string,
    payload: Record<string, unknown>,
    options: JobOptions = {},
  ): Promise<void> {
    const job = this.#jobs.get(name);
    if (!job) throw new Error(`There is no job named "${name}".`);
    await sql`
      select from graphile_worker.add_job(
        identifier => ${name}::text,
        payload => ${JSON.stringify(payload)}::json,
        run_at => ${options.runAt ?? null}::timestamptz,
        max_attempts => ${job.maxAttempts ?? null}::int,
        job_key => ${options.key ?? null}::text,
        queue_name => ${options.queue ?? null}::text
      )`.execute(trx);
  }

  /** Jobs that failed as often as they may, the latest first. */
  async dead(limit = 100): Promise<DeadJob[]> {
    return this.#jobs.size === 0 ? [] : deadJobs(this.#options.pool, limit);
  }

  /** Every kind of job, by name, also such as there are none of now. */
  async kinds(): Promise<JobKindCounts[]> {
    if (this.#jobs.size === 0) return [];
    const found = new Map((await jobKinds(this.#options.pool)).map((kind) => [kind.name, kind]));
    const none = { waiting: 0, later: 0, running: 0, dead: 0, oldestDueAt: null };
    const names = [...new Set([...this.#jobs.keys(), ...found.keys()])].sort();
    return names.map((name) => found.get(name) ?? { name, ...none });
  }

  /** The jobs that come by themselves, the next one first. */
  async periodic(now: Date): Promise<PeriodicJobRun[]> {
    if (this.#jobs.size === 0) return [];
    const last = await lastRuns(this.#options.pool);
    return [...this.#jobs.values()]
      .flatMap(({ name, cron }) =>
        cron ? [{ name, cron, nextAt: nextRun(cron, now) ?? null, lastAt: last.get(name) ?? null }] : [],
      )
      .sort((a, b) => Number(a.nextAt ?? Infinity) - Number(b.nextAt ?? Infinity));
  }

  /** Lets a dead job run again, with all its tries. Resolves to false when there is no such dead job. */
  async retry(id: string, adminId: string): Promise<boolean> {
    return this.#jobs.size > 0 && changeDeadJob(this.#options.pool, 'job_retried', id, adminId);
  }

  /** Gives a dead job up. Resolves to false when there is no such dead job. */
  async drop(id: string, adminId: string): Promise<boolean> {
    return this.#jobs.size > 0 && changeDeadJob(this.#options.pool, 'job_dropped', id, adminId);
  }

  /** How many jobs wait, and how many are dead. */
  async counts(): Promise<{ waiting: number; dead: number }> {
    if (this.#jobs.size === 0) return { waiting: 0, dead: 0 };
    const { rows } = await this.#options.pool.query<{ waiting: string; dead: string }>(
      `select count(*) filter (where attempts < max_attempts) as waiting,
         count(*) filter (where attempts >= max_attempts) as dead
       from graphile_worker._private_jobs`,
    );
    return { waiting: Number(rows[0]?.waiting ?? 0), dead: Number(rows[0]?.dead ?? 0) };
  }

  /**
   * Resolves when no job is running and none is due; jobs that wait for a later time, or for their next try,
   * do not count.
   *
   * @throws Error after `timeoutMs` (default 20,000)
   */
  async idle(timeoutMs = 20_000): Promise<void> {
    if (this.#jobs.size === 0) return;
    const deadline = Date.now() + timeoutMs;
    while (await this.#isBusy()) {
      if (Date.now() > deadline) throw new Error('Jobs are still running or due.');
      await delay(10);
    }
  }

  async #isBusy(): Promise<boolean> {
    const { rows } = await this.#options.pool.query<{ busy: boolean }>(
      `select exists (
         select from graphile_worker._private_jobs
         where locked_at is not null or (is_available and run_at <= now())
       ) as busy`,
    );
    return rows[0]?.busy ?? false;
  }
}

async function makeQueue({ pool, connectionString }: JobsOptions): Promise<void> {
  const { rows } = await pool.query<{ exists: boolean }>(
    "select to_regclass('graphile_worker._private_jobs') is not null as exists",
  );
  // Loading the library and checking its tables takes longer than the rest of a start: later is soon enough.
  if (rows[0]?.exists) return;
  const { runMigrations } = await import('graphile-worker');
  const own = new pg.Pool({ connectionString, connectionTimeoutMillis: 5000, max: 2 });
  own.on('error', () => undefined);
  // A score of small steps, each repeated if it is lost, need not wait for the disk; the first commit of data does.
  own.on('connect', (client) => {
    client.on('error', () => undefined);
    void client.query('set synchronous_commit = off');
  });
  try {
    await runMigrations({ pgPool: own });
  } finally {
    await own.end();
  }
}

/** The queue of one module's database. */
export function createJobs(options: JobsOptions): GraphileJobs {
  return new GraphileJobs(options);
}
