import type { Scheduled } from '@bridges/contracts';
import { presentScheduled } from '../presenters/scheduled.ts';
import type { Reader } from '../tables/database.ts';

/** What a user has scheduled, in one chat or in all, the soonest first. Hers alone: her membership does not matter. */
export async function scheduledList(db: Reader, userId: string, chatId?: string): Promise<Scheduled[]> {
  const rows = await db
    .selectFrom('scheduledMessages')
    .where('userId', '=', userId)
    .$if(chatId !== undefined, (query) => query.where('chatId', '=', chatId ?? ''))
    .selectAll()
    .orderBy('sendAt')
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows.map(presentScheduled);
}
