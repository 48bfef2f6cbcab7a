import type { Jobs } from '@bridges/kit';
import { sql } from 'kysely';
import type { ChannelName } from '../channels/channel.ts';
import type { Channels } from '../channels/channels.ts';
import { ladderStep } from '../policies/ladder-step.ts';
import { StepDistances, byChannel } from '../policies/step-distances.ts';
import type { MovedStep } from '../policies/step-distances.ts';
import { isUrgentKind } from '../policies/entry-steps.ts';
import { ladderSettings } from '../selectors/ladder-settings.ts';
import { entryKinds } from '../selectors/entry-kinds.ts';
import { deliveryBacklog } from '../selectors/delivery-backlog.ts';
import { toldLately } from '../selectors/told-lately.ts';
import type { Db, Trx } from '../tables/database.ts';
import type { PendingTelling } from '../tables/ladder.ts';
import { deliverEnqueue } from './deliver-enqueue.ts';
import { traceWrite } from './trace-write.ts';
import type { Decision } from './trace-write.ts';

export interface ClimbContext {
  db: Db;
  jobs: Jobs;
  channels: Channels;
}

/** Rows of one transaction: small enough that nobody waits for it. */
const atOnce = 200;
/** More than so many on their way to one channel: the others wait where they can still be merged. */
const backlogMost = 1000;
/** Any number, as long as nothing else in the module's database locks the same one. */
const climbLock = 7_262_474_339;

/**
 * Takes steps whose time has come. Each is told, put off or dropped, in one transaction with its trace, its delivery
 * and the job that carries it out. Resolves to how many were taken.
 *
 * One copy of the service at a time: two of them would take two steps about the same thing at once, and neither would
 * know of the other's.
 */
export async function tellingsClimb(context: ClimbContext, now = new Date()): Promise<number> {
  const { db, channels } = context;
  const backlog = await deliveryBacklog(db);
  const open = channels.all().flatMap(({ name }) => ((backlog.get(name) ?? 0) < backlogMost ? [name] : []));
  if (open.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    if (!(await takeTurn(trx))) return 0;
    const due = await takeDue(trx, open, now);
    if (due.length > 0) await decideAll(trx, context, due, now);
    return due.length;
  });
}

/** Nobody waits for it: whoever has it takes what is due. */
async function takeTurn(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ isMine: boolean }>`
    select pg_try_advisory_xact_lock(${climbLock}) as is_mine`.execute(trx);
  return rows[0]?.isMine === true;
}

async function takeDue(trx: Trx, open: ChannelName[], now: Date): Promise<PendingTelling[]> {
  return trx
    .selectFrom('pendingTellings')
    .where('dueAt', '<=', now)
    .where('channel', 'in', open)
    .orderBy('dueAt')
    .limit(atOnce)
    .selectAll()
    .forUpdate()
    .skipLocked()
    .execute();
}

async function decideAll(trx: Trx, { jobs }: ClimbContext, due: PendingTelling[], now: Date): Promise<void> {
  const userIds = [...new Set(due.map(({ userId }) => userId))];
  const settingsOf = await ladderSettings(trx, userIds);
  const kindOf = await entryKinds(
    trx,
    due.flatMap(({ entryId }) => entryId ?? []),
  );
  const told = await toldLately(trx, userIds, now);
  const [tell, drop, decisions]: [PendingTelling[], string[], Decision[]] = [[], [], []];
  const waits = new Map<number, string[]>();
  const wait = (id: string, until: number) => waits.set(until, [...(waits.get(until) ?? []), id]);
  const distances = new StepDistances(now);
  for (const step of due.toSorted(byChannel)) {
    const { id, userId, channel, entryId } = step;
    const isUrgent = entryId !== null && isUrgentKind(kindOf.get(entryId));
    const settings = settingsOf(userId);
    const notBefore = distances.notBefore(step);
    if (notBefore > now.getTime()) {
      wait(id, notBefore);
      continue;
    }
    const verdict = ladderStep({ settings, channel, isUrgent, toldLately: told.count(userId, channel), now });
    if (verdict.kind === 'tell') {
      tell.push(step);
      told.add(userId, channel);
      distances.told(step, settings);
      continue;
    }
    const details = verdict.kind === 'wait' ? { until: verdict.until.toISOString() } : {};
    decisions.push({ about: step, step: channel, code: verdict.code, details });
    if (verdict.kind === 'drop') drop.push(id);
    else wait(id, verdict.until.getTime());
  }
  for (const [until, ids] of waits)
    await trx
      .updateTable('pendingTellings')
      .set({ dueAt: new Date(until) })
      .where('id', 'in', ids)
      .execute();
  const gone = [...drop, ...tell.map(({ id }) => id)];
  if (gone.length > 0) await trx.deleteFrom('pendingTellings').where('id', 'in', gone).execute();
  await traceWrite(trx, decisions, now);
  await laterSteps(trx, distances.all());
  await handOver(trx, jobs, tell, now);
}

/**
 * Steps after those that are told now keep their distance, also where all were due at once. Those that somebody is at,
 * as they were read or more came, keep their time: waiting for each other, both could wait for ever.
 */
async function laterSteps(trx: Trx, moved: readonly MovedStep[]): Promise<void> {
  if (moved.length === 0) return;
  const column = <Key extends keyof MovedStep>(key: Key) => moved.map((step) => step[key]);
  await sql`
    with found as (
      select later.id, moved.due_at
      from unnest(${column('userId')}::uuid[], ${column('chatId')}::uuid[], ${column('entryId')}::uuid[],
        ${column('channel')}::text[], ${column('dueAt')}::timestamptz[])
        moved (user_id, chat_id, entry_id, channel, due_at)
      join pending_tellings later
        on later.user_id = moved.user_id and later.channel = moved.channel and later.due_at < moved.due_at
        and (later.chat_id = moved.chat_id or later.entry_id = moved.entry_id)
      for update of later skip locked
    )
    update pending_tellings later set due_at = found.due_at from found where later.id = found.id`.execute(
    trx,
  );
}

/** From here on the delivery is a fact: a crash leaves it to the job. */
async function handOver(trx: Trx, jobs: Jobs, tell: readonly PendingTelling[], now: Date): Promise<void> {
  if (tell.length === 0) return;
  await trx
    .insertInto('deliveries')
    .values(
      tell.map(({ id, userId, channel, chatId, entryId, firstSeq, lastSeq, firstAt, dueAt }) => ({
        id,
        userId,
        channel,
        chatId,
        entryId,
        firstSeq,
        lastSeq,
        firstAt,
        dueAt,
      })),
    )
    .execute();
  const marks = tell.flatMap(({ userId, chatId, channel, lastSeq: seq }) =>
    chatId === null ? [] : [{ userId, chatId, channel, seq, toldAt: now }],
  );
  if (marks.length > 0)
    await trx
      .insertInto('toldMarks')
      .values(marks)
      .onConflict((conflict) =>
        conflict.columns(['userId', 'chatId', 'channel']).doUpdateSet({
          seq: sql<number>`greatest(told_marks.seq, excluded.seq)`,
          toldAt: now,
        }),
      )
      .execute();
  for (const [channel, steps] of Map.groupBy(tell, (step) => step.channel))
    await deliverEnqueue(
      trx,
      jobs,
      channel,
      steps.map(({ id }) => id),
    );
}
