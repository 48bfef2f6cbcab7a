import type { MessagesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { excerptOf } from '../presenters/excerpt.ts';
import type { UnreadNews } from '../presenters/unread-news.ts';
import type { Reader } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { ladderSettings } from './ladder-settings.ts';

export type AskNews = Pick<RpcClient<typeof MessagesService>, 'describeUnread'>;

const atOnce = 200;
const shown = 10;
/** All that come after it. */
const end = 0x7fff_ffff;

/**
 * What entries of chats tell now, asked of messages: it is kept nowhere else. Undefined: nothing is unread, or not for
 * her to know.
 */
export async function chatNews(
  db: Reader,
  messages: AskNews,
  rows: readonly NotificationRow[],
): Promise<(row: NotificationRow) => UnreadNews | undefined> {
  const found = new Map<string, UnreadNews>();
  for (let from = 0; from < rows.length; from += atOnce) {
    const lot = rows.slice(from, from + atOnce);
    const settingsOf = await ladderSettings(
      db,
      lot.map(({ userId }) => userId),
    );
    const questions = lot.map(({ userId, chatId }) => ({
      userId,
      chatId: chatId ?? '',
      firstSeq: 0,
      lastSeq: end,
    }));
    const { answers } = await messages.describeUnread({ questions, limit: shown }, { deadlineMs: 5000 });
    for (const [index, { id, userId }] of lot.entries()) {
      const answer = answers[index];
      const texts = answer?.messages.flatMap(({ message }) => message ?? []).toReversed() ?? [];
      const [last] = texts;
      if (!answer || !last) continue;
      found.set(id, {
        count: answer.count,
        seq: last.seq,
        actorIds: [...new Set(texts.map(({ senderId }) => senderId))],
        text: excerptOf(last, settingsOf(userId).locale),
      });
    }
  }
  return ({ id }) => found.get(id);
}
