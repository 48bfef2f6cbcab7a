import type { Trx } from '../tables/database.ts';
import { markUnused } from './file-claim.ts';
import { chatGoneNote } from './message-rev.ts';

const batch = 1000;

/** Forgets which files a chat's messages showed: they are gone with the chat. */
export async function chatUnlink(trx: Trx, chatId: string): Promise<void> {
  await chatGoneNote(trx, chatId);
  for (;;) {
    const gone = await trx
      .deleteFrom('fileLinks')
      .where('chatId', '=', chatId)
      .where('fileId', 'in', (eb) =>
        eb.selectFrom('fileLinks').where('chatId', '=', chatId).select('fileId').distinct().limit(batch),
      )
      .returning('fileId')
      .execute();
    if (gone.length === 0) return;
    await markUnused(trx, [...new Set(gone.map(({ fileId }) => fileId))]);
  }
}
