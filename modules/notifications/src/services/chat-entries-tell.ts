import type { Platform } from '@bridges/kit';
import { chatNews } from '../selectors/chat-news.ts';
import type { AskNews } from '../selectors/chat-news.ts';
import type { Reader } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import type { InboxAnnouncer } from './inbox-announce.ts';

export interface TellEntriesContext {
  db: Reader;
  announcer: Pick<InboxAnnouncer, 'announceCreated'>;
  messages: AskNews;
  presence: Pick<Platform['presence'], 'online'>;
}

/** Tells open devices of entries; whoever has none finds them in her list. */
export async function chatEntriesTell(
  { db, announcer, messages, presence }: TellEntriesContext,
  rows: readonly NotificationRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const online = new Set(await presence.online([...new Set(rows.map(({ userId }) => userId))]));
  const heard = rows.filter(({ userId }) => online.has(userId));
  const newsOf = await chatNews(db, messages, heard);
  for (const row of heard) {
    const news = newsOf(row);
    if (news) announcer.announceCreated({ ...row, news });
  }
}
