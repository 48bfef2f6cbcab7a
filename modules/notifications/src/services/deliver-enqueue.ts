import type { Jobs } from '@bridges/kit';
import type { ChannelName } from '../channels/channel.ts';
import type { Trx } from '../tables/database.ts';

/** Tellings of one job: their messages are asked for at once. */
const perJob = 50;
/** Jobs of a channel that run at a time: a slow one keeps none of the others waiting. */
const lanes: Record<ChannelName, number> = { push: 3, telegram: 2, email: 2 };
export const jobsAtOnce = 8;

export const deliverJob = 'deliver';

let turn = 0;

/** Has deliveries carried out, in the writer's transaction. */
export async function deliverEnqueue(
  trx: Trx,
  jobs: Jobs,
  channel: ChannelName,
  ids: readonly string[],
): Promise<void> {
  for (let from = 0; from < ids.length; from += perJob) {
    turn = (turn + 1) % 1_000_000;
    const queue = `deliver-${channel}-${turn % lanes[channel]}`;
    await jobs.enqueue(trx, deliverJob, { ids: ids.slice(from, from + perJob) }, { queue });
  }
}

/** One alone, for its next try. */
export async function deliverAgain(
  trx: Trx,
  jobs: Jobs,
  { id, channel }: { id: string; channel: ChannelName },
  runAt: Date,
): Promise<void> {
  const queue = `deliver-${channel}-0`;
  await jobs.enqueue(trx, deliverJob, { ids: [id] }, { key: `deliver:${id}`, queue, runAt });
}
