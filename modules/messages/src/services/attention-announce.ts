import type { Bus } from '@bridges/kit';
import { presentLive } from '../presenters/live.ts';
import { attentionList } from '../selectors/attention-list.ts';
import type { Reader } from '../tables/database.ts';

export interface AttentionContext {
  db: Reader;
  bus: Bus;
}

/** Tells members what waits for their eyes in a chat now, all of it. Best effort: the chat's head tells it too. */
export async function attentionAnnounce(
  { db, bus }: AttentionContext,
  chatId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  for (const [userId, attention] of await attentionList(db, chatId, userIds))
    bus.publish(`user:${userId}`, presentLive({ ev: 'attention', chat: chatId, ...attention }));
}
