import type { ChannelName } from '../channels/channel.ts';
import type { Reader } from '../tables/database.ts';

/** How many tellings are on their way to each channel; those that wait for another try do not count. */
export async function deliveryBacklog(db: Reader): Promise<Map<ChannelName, number>> {
  const rows = await db
    .selectFrom('deliveries')
    .where('attempts', '=', 0)
    .groupBy('channel')
    .select((eb) => ['channel', eb.fn.countAll<string>().as('count')])
    .execute();
  return new Map(rows.map(({ channel, count }) => [channel, Number(count)]));
}
