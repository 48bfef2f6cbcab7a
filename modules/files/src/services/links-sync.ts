import { filesOfMessage } from '../policies/files-of-message.ts';
import type { Trx } from '../tables/database.ts';
import { markUnused } from './file-claim.ts';
import { messageRevNote } from './message-rev.ts';

export interface MessageState {
  chatId: string;
  seq: number;
  contentJson: string;
  /** The chat's rev of its last change; 0: as it was sent. */
  rev: number;
}

/**
 * Notes which files a message shows now: new ones are kept, those it no longer shows may be collected. What was
 * overtaken by a later state of the message changes nothing.
 */
export async function linksSync(trx: Trx, message: MessageState): Promise<void> {
  const { chatId, seq, rev } = message;
  const shown = filesOfMessage(message.contentJson);
  if (rev === 0 && shown.length === 0) return;
  if (!(await messageRevNote(trx, message))) return;
  const links = trx.selectFrom('fileLinks').where('chatId', '=', chatId).where('seq', '=', seq);
  const before = (await links.select('fileId').execute()).map(({ fileId }) => fileId);
  const gone = before.filter((id) => !shown.includes(id));
  const added = shown.filter((id) => !before.includes(id));
  if (added.length > 0) {
    // Locked, so that the collector does not take them meanwhile; what it took already can't be linked.
    const there = await trx.selectFrom('files').where('id', 'in', added).select('id').forUpdate().execute();
    const known = there.map(({ id }) => id);
    if (known.length > 0) {
      await trx
        .insertInto('fileLinks')
        .values(known.map((fileId) => ({ fileId, chatId, seq })))
        .execute();
      const noted = { unusedSince: null, linkedAt: new Date() };
      await trx.updateTable('files').where('id', 'in', known).set(noted).execute();
    }
  }
  if (gone.length === 0) return;
  await trx
    .deleteFrom('fileLinks')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .where('fileId', 'in', gone)
    .execute();
  await markUnused(trx, gone);
}
