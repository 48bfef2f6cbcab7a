import { adminActNote } from '@bridges/kit';
import type { Kysely } from 'kysely';
import type { Database } from '../tables/database.ts';

/** Begins to make the whole index anew, block after block; what is searched meanwhile is the old or the new. */
export async function searchRebuildStart(db: Kysely<Database>, adminId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('messageSearchRebuild')
      .set({ startedAt: new Date(), finishedAt: null, afterChatId: null, afterBlockNo: -1, messageCount: 0 })
      .execute();
    await adminActNote(trx, { adminId, act: 'search_rebuilt', object: 'search', objectId: 'search' });
  });
}
