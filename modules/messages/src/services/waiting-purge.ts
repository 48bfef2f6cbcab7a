import type { Kysely } from 'kysely';
import type { Database } from '../tables/database.ts';
import { filesHold } from './files-hold.ts';
import { scheduledDelete } from './scheduled-delete.ts';

const batch = 500;

/** Takes away what was to be sent to a chat that is gone for all, and gives the files of it back. */
export async function waitingPurge(db: Kysely<Database>, chatId: string): Promise<void> {
  while ((await purgeScheduled(db, chatId)) === batch);
  while ((await purgeMarks(db, chatId)) === batch);
}

function purgeScheduled(db: Kysely<Database>, chatId: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('scheduledMessages')
      .where('chatId', '=', chatId)
      .selectAll()
      .limit(batch)
      .forUpdate()
      .execute();
    for (const row of rows) await scheduledDelete(trx, row);
    return rows.length;
  });
}

/** With the drafts among them. Nobody can write another one: the next rev is free. */
function purgeMarks(db: Kysely<Database>, chatId: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const some = trx.selectFrom('chatMarks').where('chatId', '=', chatId).select('userId').limit(batch);
    const rows = await trx
      .deleteFrom('chatMarks')
      .where('chatId', '=', chatId)
      .where('userId', 'in', some)
      .returning(['userId', 'draft', 'rev'])
      .execute();
    for (const { userId, draft, rev } of rows)
      if (draft?.attachments)
        await filesHold(trx, { ownerId: userId, holder: 'draft', subjectId: chatId, rev: rev + 1 }, []);
    return rows.length;
  });
}
