import type { ChangesPage } from '@bridges/contracts';
import { messageColumns } from '../presenters/message.ts';
import type { Reader } from '../tables/database.ts';
import { chatAccess } from './chat-access.ts';
import { chatGet } from './chat-get.ts';
import { messageView, quotedView } from './message-view.ts';

/**
 * What changed in a chat after a rev, each message as it is now, and the head. Revs are given under the chat's
 * lock, so none appears later below one that was read. @throws AppError messages.chat_not_found
 */
export async function messageChanges(
  db: Reader,
  viewerId: string,
  chatId: string,
  { after, limit }: { after: number; limit: number },
): Promise<Omit<ChangesPage, 'users'>> {
  const access = await chatAccess(db, viewerId, chatId);
  const changed = db
    .selectFrom('messages')
    .select(messageColumns)
    .where('chatId', '=', chatId)
    .where('seq', '>=', access.firstSeq)
    .orderBy('rev')
    .orderBy('seq');
  let rows = await changed
    .where('rev', '>', after)
    .limit(limit + 1)
    .execute();
  const next = rows[limit]?.rev;
  // What one act changed has one rev and stays on one page: the next page begins after it.
  if (next !== undefined) {
    const whole = rows.filter((row) => row.rev < next);
    rows = whole.length > 0 ? whole : await changed.where('rev', '=', next).execute();
  }
  const sights = new Map([[chatId, access]]);
  const messages = await messageView(db, viewerId, sights, rows);
  return {
    messages,
    // What is on this page need not be on the page that the asker shows.
    quoted: await quotedView(db, viewerId, sights, messages, []),
    chat: await chatGet(db, viewerId, chatId),
    rev: next === undefined ? Math.max(access.rev, after) : (rows.at(-1)?.rev ?? after),
    hasMore: next !== undefined,
  };
}
