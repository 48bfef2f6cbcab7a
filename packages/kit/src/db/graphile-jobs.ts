import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type pg from 'pg';
import type { Job, Jobs } from '../jobs.ts';
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

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  /** Before `start`. */
  register(jobs: Job[]): void {
    for (const job of jobs) {
      if (this.#jobs.has(job.name)) throw new Error(`There are two jobs named "${job.name}".`);
      this.#jobs.set(job.name, job);
    }
  }

  /**
   * Makes the queue's tables if they are missing and lets jobs run; comes back as soon as jobs can be
   * enqueued. Without registered jobs it does nothing.
   */
  async start(): Promise<void> {
    if (this.#jobs.size === 0 || this.#runner) return;
    await this.#prepare();
    this.#runner = new JobRunner({ ...this.#options, jobs: [...this.#jobs.values()] });
    this.#runner.start();
  }

  /** Takes no more jobs and waits for those under way; what does not end within seconds runs again later. */
  async stop(): Promise<void> {
    await this.#runner?.stop();
    this.#runner = undefined;
  }

  async enqueue(
    // Every module's own tables differ.
    // eslint-disable-next-line typescript/no-explicit-any
    trx: Transaction<any>,
    name: string,
    payload: Record<string, unknown>,
    options: { runAt?: Date; key?: string } = {},
  ): Promise<void> {
    const job = this.#jobs.get(name);
    if (!job) throw new Error(`There is no job named "${name}".`);
    await sql`
      select from graphile_worker.add_job(
        identifier => ${name}::text,
        payload => ${JSON.stringify(payload)}::json,
        run_at => ${options.runAt ?? null}::timestamptz,
        max_attempts => ${job.maxAttempts ?? null}::int,
        job_key => ${options.key ?? null}::text
      )`.execute(trx);
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

  async #prepare(): Promise<void> {
    const { rows } = await this.#options.pool.query<{ exists: boolean }>(
      "select to_regclass('graphile_worker._private_jobs') is not null as exists",
    );
    // Loading the library and checking its tables takes longer than the rest of a start: later is soon enough.
    if (rows[0]?.exists) return;
    const { runMigrations } = await import('graphile-worker');
    await runMigrations({ pgPool: this.#options.pool });
  }
}

/** The queue of one module's database. */
export function createJobs(options: JobsOptions): GraphileJobs {
  return new GraphileJobs(options);
}
