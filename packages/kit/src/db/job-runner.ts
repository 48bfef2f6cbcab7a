import { setTimeout as delay } from 'node:timers/promises';
import type { JobHelpers, Runner, TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Job } from '../jobs.ts';
import { withRequestId } from '../tracing/request-id.ts';
import { inSpan } from '../tracing/spans.ts';
import { graphileLogger } from './graphile-logger.ts';
import type { Log } from './log.ts';

interface JobRunnerOptions {
  pool: pg.Pool;
  connectionString: string;
  jobs: Job[];
  log: Log;
  atOnce: number | undefined;
}

/** Any number, as long as nothing else in the module's database locks the same one. */
const runnerLock = 7_262_474_337;
const retryMs = 2000;
/** A job that takes longer to end is run again at the next start. */
const stopTimeoutMs = 8000;
const dayMs = 86_400_000;
/**
 * Not every hour: what should have come while no server ran comes at the next start. Where servers run by day alone,
 * nothing of the night would ever come. The others come soon by themselves.
 */
const isRare = (cron: string): boolean => !/^\S+ \* /.test(cron);
/** Jobs are for what may wait; requests need the processor and the connections more. */
const usuallyAtOnce = 2;

/**
 * Runs the jobs of one database while it holds that database's lock. Holding it proves that no other process
 * is at work there, so jobs that a killed process had taken are freed at once (the library would wait four
 * hours).
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#loop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#runOnce();
      } catch (error) {
        if (!signal.aborted)
          this.#options.log.warn({ err: error }, 'Background jobs stand still; trying again.');
      }
      await delay(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** From taking the lock until it is lost or `stop` is called. */
  async #runOnce(): Promise<void> {
    const { connectionString } = this.#options;
    const client = new pg.Client({ connectionString, application_name: 'bridges jobs', keepAlive: true });
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      if (!(await this.#takeLock(client))) return;
      await freeAbandonedJobs(client);
      const { log, jobs } = this.#options;
      const taskList = Object.fromEntries(jobs.map((job) => [job.name, taskOf(job, log)]));
      const runner = await this.#run(taskList);
      try {
        await Promise.race([ended, runner.promise, whenAborted(this.#stopping.signal)]);
      } finally {
        await Promise.race([stopRunner(runner), delay(stopTimeoutMs, undefined, { ref: false })]);
        // The library keeps its options for ever, and they would keep the whole module.
        for (const name of Object.keys(taskList)) delete taskList[name];
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async #takeLock(client: pg.Client): Promise<boolean> {
    // A holder whose machine vanished must not keep the lock for the two hours that TCP would give it.
    await client.query(
      'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
    );
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      runnerLock,
    ]);
    return rows[0]?.locked ?? false;
  }

  async #run(taskList: TaskList): Promise<Runner> {
    const { pool, jobs, log, atOnce = usuallyAtOnce } = this.#options;
    const { run, parseCronItems } = await import('graphile-worker');
    return run({
      pgPool: pool,
      concurrency: atOnce,
      noHandleSignals: true,
      logger: await graphileLogger(log),
      taskList,
      parsedCronItems: parseCronItems(
        jobs.flatMap(({ name, cron, maxAttempts }) =>
          cron
            ? [
                {
                  task: name,
                  match: cron,
                  identifier: name,
                  options: {
                    // One that still waits for its next try is not doubled.
                    jobKey: `cron:${name}`,
                    backfillPeriod: isRare(cron) ? dayMs : 0,
                    ...(maxAttempts === undefined ? {} : { maxAttempts }),
                  },
                },
              ]
            : [],
        ),
      ),
    });
  }
}

function taskOf(job: Job, log: Log) {
  return async (payload: unknown, helpers: JobHelpers): Promise<void> => {
    try {
      await withRequestId(`job-${helpers.job.id}`, () =>
        inSpan(`job ${job.name}`, { kind: 'consumer', parent: null }, () => job.run(payload)),
      );
    } catch (error) {
      const { id, attempts, max_attempts: maxAttempts } = helpers.job;
      log.warn({ err: error, job: job.name, jobId: id, attempts, maxAttempts }, 'A background job failed.');
      throw error;
    }
  };
}

async function stopRunner(runner: Runner): Promise<void> {
  await runner.stop().catch(() => undefined);
  await runner.promise.catch(() => undefined);
}

async function freeAbandonedJobs(client: pg.Client): Promise<void> {
  await client.query(`
    select graphile_worker.force_unlock_workers(array(
      select locked_by from graphile_worker._private_jobs where locked_by is not null
      union
      select locked_by from graphile_worker._private_job_queues where locked_by is not null
    ))`);
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
