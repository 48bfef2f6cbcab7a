import type { Reply } from '@bridges/contracts/proto';
import { messageKey } from '../policies/merge-keys.ts';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { messageNotify } from './message-notify.ts';
import type { AskMessages } from './message-notify.ts';

/** Tells those who wrote what was answered. Chats in one order: two of these at once must not wait for each other. */
export async function repliesNotify(
  trx: Trx,
  messages: AskMessages,
  replies: readonly Reply[],
): Promise<NotificationRow[]> {
  const { authors } = await messages.findAuthors(
    { places: replies.map(({ chatId, replyToSeq }) => ({ chatId, seq: replyToSeq })) },
    { deadlineMs: 5000 },
  );
  const authorOf = new Map(authors.map(({ place, userId }) => [`${place?.chatId}:${place?.seq}`, userId]));
  const rows: NotificationRow[] = [];
  for (const { chatId, seq, senderId, replyToSeq } of replies.toSorted(byPlace)) {
    const author = authorOf.get(`${chatId}:${replyToSeq}`);
    if (author === undefined) continue;
    const added = await messageNotify(trx, messages, {
      kind: 'reply',
      chatId,
      seq,
      actorId: senderId,
      userIds: [author],
      details: { replyToSeq },
      mergeKey: messageKey(chatId, seq),
      isSaidOnce: true,
    });
    rows.push(...added);
  }
  return rows;
}

function byPlace(a: Reply, b: Reply): number {
  if (a.chatId !== b.chatId) return a.chatId < b.chatId ? -1 : 1;
  return a.seq - b.seq;
}
