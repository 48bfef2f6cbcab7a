import type { MessagesService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import type { Trx } from '../tables/database.ts';
import type { NotificationRow } from '../tables/notifications.ts';
import { chatTurn } from './chat-turn.ts';
import { notificationCreate } from './notification-create.ts';
import type { NewNotification } from './notification-create.ts';

export type AskMessages = Pick<
  RpcClient<typeof MessagesService>,
  'checkRecipients' | 'findAuthors' | 'canReadMessages'
>;

/** What happened to a message, for each of these users. */
export interface MessageNews extends Omit<NewNotification, 'userId'> {
  kind: 'mention' | 'reply' | 'reaction' | 'reminder';
  chatId: string;
  seq: number;
  userIds: readonly string[];
}

/** Entries about a message, for those who may read it now and have not seen what the entry tells of. */
export async function messageNotify(
  trx: Trx,
  messages: Pick<AskMessages, 'checkRecipients'>,
  { userIds, ...news }: MessageNews,
): Promise<NotificationRow[]> {
  const { kind, chatId, seq, actorId } = news;
  const others = userIds.filter((userId) => userId !== actorId);
  if (others.length === 0) return [];
  await chatTurn(trx, chatId, 'add');
  const { recipients } = await messages.checkRecipients(
    { chatId, seq, userIds: others },
    { deadlineMs: 5000 },
  );
  const rows: NotificationRow[] = [];
  for (const { userId, hasRead, isReactionWaiting } of recipients) {
    const isSeen = kind === 'reaction' ? !isReactionWaiting : kind !== 'reminder' && hasRead;
    const row = isSeen ? undefined : await notificationCreate(trx, { ...news, userId });
    if (row) rows.push(row);
  }
  return rows;
}
