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

/** The module's queue, kept in its own database. */
export interface Jobs {
  /** Enqueues in the writer's transaction: the job exists if and only if the transaction commits. */
  enqueue(
    // Modules' own tables differ.
    // eslint-disable-next-line typescript/no-explicit-any
    trx: Transaction<any>,
    name: string,
    payload: Record<string, unknown>,
    options?: { runAt?: Date; key?: string },
  ): Promise<void>;
}
