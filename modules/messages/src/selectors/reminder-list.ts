import type { Message, Reminder } from '@bridges/contracts';
import { presentReminder } from '../presenters/scheduled.ts';
import type { Reader } from '../tables/database.ts';
import { messageView, rowsAt } from './message-view.ts';
import { readablePlaces } from './readable-places.ts';

/** What a user wants to be reminded of, the soonest first, with the messages that she may read now. */
export async function reminderList(
  db: Reader,
  userId: string,
): Promise<{ reminders: Reminder[]; messages: Message[] }> {
  const rows = await db
    .selectFrom('reminders')
    .where('userId', '=', userId)
    .selectAll()
    .orderBy('remindAt')
    .orderBy('id')
    .execute();
  const readable = await readablePlaces(db, userId, rows);
  // Places that may not be read are gone already.
  const sights = new Map(readable.map(({ chatId }) => [chatId, { firstSeq: 0, hasHidden: false }]));
  const found = readable.length === 0 ? [] : await rowsAt(db, readable);
  return { reminders: rows.map(presentReminder), messages: await messageView(db, userId, sights, found) };
}
