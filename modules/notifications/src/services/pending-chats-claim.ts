import type { Selectable } from 'kysely';
import type { Db } from '../tables/database.ts';
import type { PendingChatsTable } from '../tables/ladder.ts';

export type PendingChat = Selectable<PendingChatsTable>;

/** The two who look through chats with news: for readers to be told, and for entries of the inbox. */
const looks = {
  readers: { due: 'dueAt', claimed: 'claimedUntil' },
  entries: { due: 'entriesDueAt', claimed: 'entriesClaimedUntil' },
} as const;

export type Look = keyof typeof looks;

/** So long nobody else looks at a chat that is looked at, or whose process died over it. */
export const claimMs = 30_000;
const afterFailureMs = 2000;

/** Chats whose time has come, for this process alone for a while. */
export async function pendingChatsClaim(db: Db, look: Look, limit: number): Promise<PendingChat[]> {
  const { due, claimed } = looks[look];
  const now = new Date();
  return db
    .updateTable('pendingChats')
    .set(claimed, new Date(now.getTime() + claimMs))
    .where('chatId', 'in', (eb) =>
      eb
        .selectFrom('pendingChats')
        .where(due, '<=', now)
        .where((or) => or.or([or(claimed, 'is', null), or(claimed, '<', now)]))
        .orderBy(due)
        .limit(limit)
        .select('chatId')
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
}

/** It failed: whoever comes first tries again soon. */
export async function pendingChatsRelease(db: Db, look: Look, chats: readonly PendingChat[]): Promise<void> {
  const chatIds = chats.map(({ chatId }) => chatId);
  await db
    .updateTable('pendingChats')
    .set(looks[look].claimed, new Date(Date.now() + afterFailureMs))
    .where('chatId', 'in', chatIds)
    .execute();
}
