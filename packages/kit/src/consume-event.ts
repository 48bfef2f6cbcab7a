import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import type { Consumer } from './broker.ts';
import type { ObserveEvent } from './broker-metrics.ts';
import { AppError } from './errors.ts';
import type { AnyDatabase } from './outbox-relay.ts';
import { withRequestId } from './tracing/request-id.ts';
import { inSpan } from './tracing/spans.ts';

/** A module with a database, as a broker knows it. */
export interface Attached {
  name: string;
  db: AnyDatabase;
  consumers: readonly Consumer[];
}

export interface DeliveredEvent {
  event_id: string;
  event: string;
  payload: Buffer | null;
  trace: string | null;
}

export interface ConsumeOptions {
  log: FastifyBaseLogger;
  /** Stopping leaves the event with its broker. */
  signal: AbortSignal;
  observe: ObserveEvent;
}

/** A consumer that refuses an event this often gets it parked in `dead_events`. */
const maxRefusals = 6;
const longestPauseMs = 2000;

export type Outcome = 'taken' | 'parked';

/**
 * Hands an event to a consumer until it has taken it, once: its id goes into the consumer's inbox in the same
 * transaction. What passes by itself is waited for; what the consumer refuses again and again is parked.
 *
 * @throws AbortError when stopped meanwhile
 */
export function consumeEvent(
  module: Attached,
  consumer: Consumer,
  row: DeliveredEvent,
  options: ConsumeOptions,
): Promise<Outcome> {
  const name = `${module.name}.${consumer.name}`;
  const startedMs = performance.now();
  const take = async () => {
    const outcome = await withRequestId(row.event_id, () => takeEvent(module, consumer, row, options));
    options.observe(name, outcome, row.event_id, startedMs);
    return outcome;
  };
  // What nobody traced where it was written is no trace here either.
  if (row.trace === null) return take();
  return inSpan(
    `take ${name}`,
    { kind: 'consumer', parent: row.trace, attributes: { event: row.event } },
    take,
  );
}

/** One try: what its inbox does not know yet goes to the consumer, in one transaction. */
export async function takeTogether(
  module: Attached,
  consumer: Consumer,
  rows: readonly DeliveredEvent[],
): Promise<void> {
  const name = `${module.name}.${consumer.name}`;
  const afterCommit = await module.db.transaction().execute(async (trx) => {
    // In one order: two copies that were given the same events never wait for each other in a circle.
    const ids = [...new Set(rows.map((row) => row.event_id))].toSorted();
    const noted = await sql<{ id: string }>`insert into inbox (consumer, event_id)
      values ${sql.join(ids.map((id) => sql`(${name}, ${id})`))} on conflict do nothing returning event_id as id`.execute(
      trx,
    );
    const unknown = new Set(noted.rows.map(({ id }) => id));
    // An event may be among them twice.
    const fresh = rows.filter((row) => unknown.delete(row.event_id));
    const payloads = fresh.flatMap(({ payload }) => payload ?? []);
    return payloads.length > 0 ? consumer.handle(trx, payloads) : undefined;
  });
  afterCommit?.();
}

async function takeEvent(
  module: Attached,
  consumer: Consumer,
  row: DeliveredEvent,
  { log, signal }: ConsumeOptions,
): Promise<Outcome> {
  const name = `${module.name}.${consumer.name}`;
  for (let attempt = 1, refusals = 0; ; attempt++) {
    try {
      await takeTogether(module, consumer, [row]);
      return 'taken';
    } catch (error) {
      log.warn({ err: error, consumer: name, event: row.event, attempt }, 'consumer failed');
      const isRefused = !isTransient(error) && ++refusals >= maxRefusals;
      if (isRefused && (await park(module, name, row, attempt, error))) {
        log.error({ consumer: name, event: row.event }, 'event parked in dead_events');
        return 'parked';
      }
      await pause(Math.min(50 * 2 ** attempt, longestPauseMs), undefined, { signal });
    }
  }
}

/** Keeps an event that a consumer can't take. False while the database is away: then it goes on being tried. */
async function park(
  module: Attached,
  consumer: string,
  row: DeliveredEvent,
  attempts: number,
  error: unknown,
): Promise<boolean> {
  const reason = error instanceof Error ? error.message.slice(0, 1000) : 'unknown';
  const kept = sql`insert into dead_events (consumer, event_id, event, payload, error, attempts)
    values (${consumer}, ${row.event_id}, ${row.event}, ${row.payload}, ${reason}, ${attempts})
    on conflict do nothing`.execute(module.db);
  return kept.then(
    () => true,
    () => false,
  );
}

/** Will pass by itself: somebody is away, or two transactions were in each other's way. SQLSTATE classes and socket errors. */
export function isTransient(error: unknown): boolean {
  if (error instanceof AppError) return error.isRetryable;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(08|40|53|55|57|ECONN|ENOENT|EPIPE)/.test(code);
}
