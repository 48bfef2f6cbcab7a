import { sql } from 'kysely';
import { channelNames } from '../channels/channel.ts';
import type { ChannelName } from '../channels/channel.ts';
import { tellingLimits } from '../policies/ladder-step.ts';
import type { Reader } from '../tables/database.ts';

export interface ToldLately {
  count(userId: string, channel: ChannelName): number;
  add(userId: string, channel: ChannelName): void;
}

/** How many chats each of these users was told of within the time of each channel's limit. */
export async function toldLately(db: Reader, userIds: readonly string[], now: Date): Promise<ToldLately> {
  const rows = await db
    .selectFrom('toldMarks')
    .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
    .where((eb) =>
      eb.or(
        channelNames.map((channel) =>
          eb.and([
            eb('channel', '=', channel),
            eb('toldAt', '>', new Date(now.getTime() - tellingLimits[channel].perSeconds * 1000)),
          ]),
        ),
      ),
    )
    .groupBy(['userId', 'channel'])
    .select((eb) => ['userId', 'channel', eb.fn.countAll<string>().as('count')])
    .execute();
  const counts = new Map(rows.map(({ userId, channel, count }) => [`${userId}:${channel}`, Number(count)]));
  const count = (userId: string, channel: ChannelName) => counts.get(`${userId}:${channel}`) ?? 0;
  return { count, add: (userId, channel) => counts.set(`${userId}:${channel}`, count(userId, channel) + 1) };
}
