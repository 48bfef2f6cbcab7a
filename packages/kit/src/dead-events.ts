import { sql } from 'kysely';
import { adminActNote } from './db/admin-acts.ts';
import type { AfterCommit } from './broker.ts';
import { isTransient } from './consume-event.ts';
import type { Attached } from './consume-event.ts';
import type { AnyDatabase } from './outbox-relay.ts';
import { visibleError } from './seen-by-operators.ts';

export type { Attached } from './consume-event.ts';

/** An event that a consumer refused as often as it may. Never what is in it: people's words may be. */
export interface DeadEventRow {
  /** `module.consumer` */
  consumer: string;
  eventId: string;
  event: string;
  error: string;
  attempts: number;
  bytes: number;
  failedAt: Date;
}

export interface EventsOverview {
  /** Of the module's own outbox. */
  waiting: number;
  oldestWaitingAt: Date | null;
  dead: number;
  events: DeadEventRow[];
}

/** What is on its way from a module, and what was parked by its consumers: the latest first, at most `limit`. */
export async function deadEventList(db: AnyDatabase, limit = 100): Promise<EventsOverview> {
  const plain = db.withoutPlugins();
  const counts = await sql<Omit<EventsOverview, 'events'>>`select
      (select count(*)::int from outbox) as waiting,
      (select min(created_at) from outbox) as "oldestWaitingAt",
      (select count(*)::int from dead_events) as dead`.execute(plain);
  const { rows } = await sql<DeadEventRow>`select consumer, event_id as "eventId", event, error, attempts,
      octet_length(payload) as bytes, failed_at as "failedAt"
    from dead_events order by failed_at desc, event_id desc limit ${limit}`.execute(plain);
  const events = rows.map((row) => ({ ...row, error: visibleError(row.error) }));
  return { waiting: 0, oldestWaitingAt: null, dead: 0, ...counts.rows[0], events };
}

export interface DeadEventName {
  consumer: string;
  eventId: string;
}

export type Replayed = { outcome: 'taken'; error: null } | { outcome: 'refused'; error: string };

/**
 * Hands a parked event to its consumer once more. What it had taken meanwhile, it does not take again: its inbox
 * decides, as always. Refused again, the event stays parked with the new error.
 *
 * @returns undefined when there is no such event
 * @throws what passes by itself (a database away, two transactions in each other's way)
 */
export async function deadEventReplay(
  module: Attached,
  { consumer, eventId }: DeadEventName,
  adminId: string,
): Promise<Replayed | undefined> {
  const taker = module.consumers.find(({ name }) => `${module.name}.${name}` === consumer);
  try {
    const done = await module.db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ payload: Buffer }>`delete from dead_events
        where consumer = ${consumer} and event_id = ${eventId} returning payload`.execute(trx);
      const [parked] = rows;
      if (!parked) return undefined;
      if (!taker) throw new Error('there is no such consumer any more');
      const noted = await sql`insert into inbox (consumer, event_id) values (${consumer}, ${eventId})
        on conflict do nothing`.execute(trx);
      const afterCommit =
        noted.numAffectedRows === 1n ? await taker.handle(trx, [parked.payload]) : undefined;
      await adminActNote(trx, { adminId, act: 'event_replayed', object: consumer, objectId: eventId });
      return { afterCommit: afterCommit as AfterCommit };
    });
    done?.afterCommit?.();
    return done && { outcome: 'taken', error: null };
  } catch (error) {
    if (isTransient(error)) throw error;
    const reason = error instanceof Error ? error.message.slice(0, 1000) : 'unknown';
    await refusedAgain(module.db, { consumer, eventId }, reason, adminId);
    return { outcome: 'refused', error: visibleError(reason) };
  }
}

async function refusedAgain(
  db: AnyDatabase,
  { consumer, eventId }: DeadEventName,
  reason: string,
  adminId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`update dead_events set error = ${reason}, attempts = attempts + 1, failed_at = now()
      where consumer = ${consumer} and event_id = ${eventId}`.execute(trx);
    await adminActNote(trx, { adminId, act: 'event_refused_again', object: consumer, objectId: eventId });
  });
}

/** Parks an event that was given up before its consumer could say why; known or taken ones are passed over. */
export async function deadEventKeep(
  db: AnyDatabase,
  { consumer, eventId, event, payload }: DeadEventName & { event: string; payload: Buffer },
): Promise<void> {
  await sql`insert into dead_events (consumer, event_id, event, payload, error, attempts)
    select ${consumer}, ${eventId}::uuid, ${event}, ${payload}, 'delivered too often', 0
    where not exists (select from inbox where consumer = ${consumer} and event_id = ${eventId}::uuid)
    on conflict do nothing`.execute(db);
}

/** Gives a parked event up. Resolves to false when there is none. */
export async function deadEventDrop(
  db: AnyDatabase,
  { consumer, eventId }: DeadEventName,
  adminId: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numAffectedRows } = await sql`delete from dead_events
      where consumer = ${consumer} and event_id = ${eventId}`.execute(trx);
    if (numAffectedRows !== 1n) return false;
    await adminActNote(trx, { adminId, act: 'event_dropped', object: consumer, objectId: eventId });
    return true;
  });
}
