import { isDeepStrictEqual } from 'node:util';
import { linkPreview } from '@bridges/contracts';
import { linksIn, parseMarkdown } from '@bridges/contracts/markdown';
import type { AttachPreviewRequest } from '@bridges/contracts/proto';
import { rowsAt } from '../selectors/message-view.ts';
import { changeStore } from './message-change.ts';
import type { ChangeContext } from './message-change.ts';

/**
 * Puts a preview onto a message that still holds its link, unless its sender wants none. Resolves with whether it
 * stands there now.
 */
export async function previewAttach(
  { db, broker, live }: ChangeContext,
  { chatId, seq, url, previewJson }: AttachPreviewRequest,
): Promise<boolean> {
  const preview = linkPreview.parse(JSON.parse(previewJson));
  const done = await db.transaction().execute(async (trx) => {
    await trx.selectFrom('chats').where('id', '=', chatId).select('id').forNoKeyUpdate().execute();
    const [row] = await rowsAt(trx, [{ chatId, seq }]);
    const isWanted = row?.kind === 'text' && row.content?.hasNoPreview !== true;
    if (!isWanted || !linksIn(parseMarkdown(row.body)).includes(url)) return { isAttached: false };
    if (isDeepStrictEqual(row.content?.preview, preview)) return { isAttached: true };
    await trx
      .updateTable('messages')
      .set({ content: JSON.stringify({ ...row.content, preview }) })
      .where('chatId', '=', chatId)
      .where('seq', '=', seq)
      .execute();
    const change = await changeStore(trx, chatId, row.senderId, { act: 'previewed', seqs: [seq] });
    return { isAttached: true, change };
  });
  if (done.change) {
    broker.kick();
    live.chatRevised(done.change.step, done.change.told);
  }
  return done.isAttached;
}
