import type pg from 'pg';
import type { DeadJob, JobKindCounts } from '../jobs.ts';
import { visibleError, visiblePayload } from '../seen-by-operators.ts';

const isDead = 'attempts >= max_attempts and locked_at is null';

/** Jobs that failed as often as they may, the latest first. */
export async function deadJobs(pool: pg.Pool, limit: number): Promise<DeadJob[]> {
  const { rows } = await pool.query<DeadJob & { payload: unknown }>(
    `select jobs.id::text, tasks.identifier as name, attempts, coalesce(last_error, '') as "lastError", payload,
       created_at as "createdAt", updated_at as "failedAt"
     from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
     where ${isDead} order by updated_at desc, jobs.id desc limit $1`,
    [limit],
  );
  return rows.map((row) => ({
    ...row,
    lastError: visibleError(row.lastError),
    payload: visiblePayload(row.payload),
  }));
}

/** By name; only those of which there are any. */
export async function jobKinds(pool: pg.Pool): Promise<JobKindCounts[]> {
  const { rows } = await pool.query<JobKindCounts>(
    `select tasks.identifier as name,
       count(*) filter (where is_available and run_at <= now())::int as waiting,
       count(*) filter (where is_available and run_at > now())::int as later,
       count(*) filter (where locked_at is not null)::int as running,
       count(*) filter (where ${isDead})::int as dead,
       min(run_at) filter (where is_available and run_at <= now()) as "oldestDueAt"
     from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
     group by 1 order by 1`,
  );
  return rows;
}

/** When periodic jobs were last put into the queue, by name. */
export async function lastRuns(pool: pg.Pool): Promise<Map<string, Date | null>> {
  const { rows } = await pool.query<{ name: string; lastAt: Date | null }>(
    'select identifier as name, last_execution as "lastAt" from graphile_worker._private_known_crontabs',
  );
  return new Map(rows.map(({ name, lastAt }) => [name, lastAt]));
}

const changes = {
  job_retried: 'graphile_worker.reschedule_jobs(ids.list, run_at => now(), attempts => 0)',
  job_dropped: 'graphile_worker.complete_jobs(ids.list)',
} as const satisfies Record<string, string>;

/** Does it to a dead job and notes who did, in one statement. Resolves to false when there is no such dead job. */
export async function changeDeadJob(
  pool: pg.Pool,
  act: keyof typeof changes,
  id: string,
  adminId: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with ids as materialized (
       select array(select id from graphile_worker._private_jobs
         where id = $1::bigint and ${isDead} for update) as list
     ), changed as materialized (
       select done.id, done.task_id from ids, lateral ${changes[act]} as done
     )
     insert into admin_acts (admin_id, act, object, object_id)
     select $2::uuid, $3, tasks.identifier, changed.id::text
     from changed join graphile_worker._private_tasks tasks on tasks.id = changed.task_id`,
    [id, adminId, act],
  );
  return rowCount === 1;
}
