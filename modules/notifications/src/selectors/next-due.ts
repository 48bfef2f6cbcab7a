import type { ChannelName } from '../channels/channel.ts';
import type { Reader } from '../tables/database.ts';

/** When the next step of the ladder on one of these channels is due. */
export async function nextTellingDue(
  db: Reader,
  channels: readonly ChannelName[],
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('pendingTellings')
    .where('channel', 'in', channels)
    .orderBy('dueAt')
    .limit(1)
    .select('dueAt')
    .executeTakeFirst();
  return row?.dueAt;
}

/** When readers of a chat are to be looked for next; chats that somebody is at are left out. */
export async function nextChatDue(db: Reader): Promise<Date | undefined> {
  const row = await db
    .selectFrom('pendingChats')
    .where('dueAt', 'is not', null)
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', new Date())]))
    .orderBy('dueAt')
    .limit(1)
    .select('dueAt')
    .executeTakeFirst();
  return row?.dueAt ?? undefined;
}

/** When members of a chat are to be looked for next who find its messages in their inboxes. */
export async function nextEntriesDue(db: Reader): Promise<Date | undefined> {
  const row = await db
    .selectFrom('pendingChats')
    .where('entriesDueAt', 'is not', null)
    .where((eb) => eb.or([eb('entriesClaimedUntil', 'is', null), eb('entriesClaimedUntil', '<', new Date())]))
    .orderBy('entriesDueAt')
    .limit(1)
    .select('entriesDueAt')
    .executeTakeFirst();
  return row?.entriesDueAt ?? undefined;
}
