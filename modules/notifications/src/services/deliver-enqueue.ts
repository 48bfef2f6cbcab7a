import type { Jobs } from '@bridges/kit';
import type { ChannelName } from '../channels/channel.ts';
import type { Trx } from '../tables/database.ts';

/** Tellings of one job: their messages are asked for at once. */
const perJob = 50;
/** Jobs of a channel that run at a time: a slow one keeps none of the others waiting. */
const lanes: Record<ChannelName, number> = { push: 3, telegram: 2, email: 2 };
export const jobsAtOnce = 8;

export const deliverJob = 'deliver';

/** Has deliveries carried out, in the writer's transaction. */
export async function deliverEnqueue(
  trx: Trx,
  jobs: Jobs,
  channel: ChannelName,
  ids: readonly string[],
): Promise<void> {
  for (let from = 0; from < ids.length; from += perJob) {
    const part = ids.slice(from, from + perJob);
    await jobs.enqueue(trx, deliverJob, { ids: part }, { queue: laneOf(channel, part[0]) });
  }
}

/** Ids end at random, so that the lanes are equally long. */
function laneOf(channel: ChannelName, id = '0'): string {
  return `deliver-${channel}-${parseInt(id.slice(-4), 16) % lanes[channel]}`;
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

/** Several of one channel, as one. */
export async function deliveriesAgain(
  trx: Trx,
  jobs: Jobs,
  deliveries: readonly { id: string; channel: ChannelName }[],
  runAt: Date,
): Promise<void> {
  const [first] = deliveries;
  if (!first) return;
  const ids = deliveries.map(({ id }) => id);
  const options = { key: `deliver:all:${first.id}`, queue: laneOf(first.channel, first.id), runAt };
  await jobs.enqueue(trx, deliverJob, { ids }, options);
}
