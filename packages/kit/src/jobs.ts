import type { Transaction } from 'kysely';

/** A background task: retried with back-off until it succeeds, so it must be idempotent. */
export interface Job<Payload = unknown> {
  /** Unique in its module, e.g. `purge-expired-sessions`. */
  name: string;
  /** Cron expression in UTC for periodic jobs. */
  cron?: string;
  /** Tries before it is kept as dead (default 25). */
  maxAttempts?: number;
  run: (payload: Payload) => Promise<void>;
}

export interface JobOptions {
  runAt?: Date;
  /** A job of the same key that still waits is replaced. */
  key?: string;
  /** Jobs of one queue run one after the other; those that wait for their next try are passed over. */
  queue?: string;
}

/** A job that has failed as often as it may: kept until somebody tries it again. */
export interface DeadJob {
  id: string;
  name: string;
  attempts: number;
  /** First line of the last error, without addresses. */
  lastError: string;
  /** Its ids, numbers and flags; anything else is hidden. */
  payload: Record<string, unknown>;
  createdAt: Date;
  failedAt: Date;
}

/** How many jobs of one name there are. */
export interface JobKindCounts {
  name: string;
  /** Their time has come. */
  waiting: number;
  /** For a later time, or for their next try. */
  later: number;
  running: number;
  dead: number;
  /** Since when the first of `waiting` waits. */
  oldestDueAt: Date | null;
}

export interface PeriodicJobRun {
  name: string;
  /** In UTC. */
  cron: string;
  nextAt: Date | null;
  /** When it was last put into the queue. */
  lastAt: Date | null;
}

/** The module's queue, kept in its own database. */
export interface Jobs {
  /** Enqueues in the writer's transaction: the job exists if and only if the transaction commits. */
  enqueue(
    // Modules' own tables differ.
    // eslint-disable-next-line typescript/no-explicit-any
    trx: Transaction<any>,
    name: string,
    payload: Record<string, unknown>,
    options?: JobOptions,
  ): Promise<void>;
}
