import type { Message } from '@bridges/contracts';
import type { MessageRow } from '../presenters/message.ts';
import type { Reader } from '../tables/database.ts';
import { keyOf, messageView, rowsAt } from './message-view.ts';
import type { Place } from './message-view.ts';
import { readablePlaces } from './readable-places.ts';

export interface VisibleMessage {
  row: MessageRow;
  message: Message;
}

/**
 * What of these places the viewer may read at this moment, whatever the index says, by `keyOf`: in chats of hers, of
 * her history, neither deleted nor hidden, and not of somebody she has blocked.
 */
export async function searchVisible(
  db: Reader,
  viewerId: string,
  places: readonly Place[],
): Promise<Map<string, VisibleMessage>> {
  const readable = await readablePlaces(db, viewerId, places);
  if (readable.length === 0) return new Map();
  const rows = (await rowsAt(db, readable)).filter(({ kind }) => kind === 'text');
  const blocked = await blockedAmong(
    db,
    viewerId,
    rows.map(({ senderId }) => senderId),
  );
  const shown = rows.filter(({ senderId }) => !blocked.has(senderId));
  // Places that may not be read are gone already.
  const sights = new Map(shown.map(({ chatId }) => [chatId, { firstSeq: 0, hasHidden: false }]));
  const messages = await messageView(db, viewerId, sights, shown);
  const visible = new Map<string, VisibleMessage>();
  for (const [at, row] of shown.entries()) {
    const message = messages[at];
    if (message) visible.set(keyOf(row), { row, message });
  }
  return visible;
}

async function blockedAmong(db: Reader, viewerId: string, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const blocks = await db
    .selectFrom('directBlocks')
    .where('blockerId', '=', viewerId)
    .where('blockedId', 'in', [...new Set(userIds)])
    .where('isBlocked', '=', true)
    .select('blockedId')
    .execute();
  return new Set(blocks.map(({ blockedId }) => blockedId));
}
