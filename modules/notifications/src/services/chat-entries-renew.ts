import { chatNews } from '../selectors/chat-news.ts';
import type { AskNews } from '../selectors/chat-news.ts';
import type { ToldRow } from '../presenters/notification.ts';
import type { Trx } from '../tables/database.ts';
import { entriesForget } from './entries-read.ts';

export interface RenewedEntries {
  changed: ToldRow[];
  empty: [string, string[]][];
}

/** More than so many find out when they look. */
const most = 1000;

/** The last of what entries of a chat tell is deleted: they tell what is left, or are gone. */
export async function chatEntriesRenew(
  trx: Trx,
  messages: AskNews,
  chatId: string,
  seqs: readonly number[],
): Promise<RenewedEntries> {
  const rows = await trx
    .selectFrom('notifications')
    .where('chatId', '=', chatId)
    .where('seq', 'in', seqs)
    .where('kind', '=', 'messages')
    .orderBy('id')
    .limit(most)
    .selectAll()
    .execute();
  const newsOf = await chatNews(trx, messages, rows);
  const emptied = rows.flatMap((row) => (newsOf(row) ? [] : [row.id]));
  const empty = emptied.length === 0 ? [] : await entriesForget(trx, (eb) => eb('id', 'in', emptied));
  const changed = rows.flatMap((row) => {
    const news = newsOf(row);
    return news ? [{ ...row, news }] : [];
  });
  return { changed, empty };
}
