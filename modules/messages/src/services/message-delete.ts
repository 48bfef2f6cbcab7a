import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { canDelete } from '../policies/can-delete.ts';
import type { Database } from '../tables/database.ts';
import { attentionAnnounce } from './attention-announce.ts';
import type { AttentionContext } from './attention-announce.ts';
import { messageChange } from './message-change.ts';
import type { ChangeContext } from './message-change.ts';
import { messagesAt } from './message-place.ts';
import { quotesErase } from './quotes-erase.ts';
import { erasedQuotesAnnounce, noErasedQuotes, waitingQuotesErase } from './waiting-quotes-erase.ts';

/**
 * Takes messages back for everyone, all or none: a stub remains, and nothing of what they held, here or in their
 * history, or in what replies, drafts and scheduled messages
 * quote of them. Those taken back already are left alone.
 *
 * @throws AppError messages.message_not_found, messages.delete_forbidden
 */
export async function messageDelete(
  context: ChangeContext & AttentionContext,
  { chatId, seqs, actorId }: { chatId: string; seqs: readonly number[]; actorId: string },
): Promise<void> {
  let relieved: string[] = [];
  let unquoted = noErasedQuotes;
  await messageChange(context, { chatId, actorId, seqs: [] }, async (trx, chat, member) => {
    const rows = await messagesAt(trx, { ...member, hasHidden: false }, seqs);
    const there = rows.filter((row) => row.kind !== 'deleted');
    for (const row of there) {
      const refusal = canDelete(chat, member, row);
      if (refusal) throw refusal;
    }
    if (there.length === 0) return undefined;
    const gone = there.map((row) => row.seq);
    relieved = await erase(trx, chatId, gone);
    const quoting = await quotesErase(trx, chatId, gone);
    // Last, when the rows of messages are locked: who saves a draft locks those before her own row.
    unquoted = await waitingQuotesErase(trx, { chatId, seqs: gone });
    const pins = chat.pins.filter((seq) => !gone.includes(seq));
    const isHead = pins.length < chat.pins.length;
    if (isHead) await trx.updateTable('chats').set({ pins }).where('id', '=', chatId).execute();
    return { act: 'deleted', seqs: [...new Set([...gone, ...quoting])], isHead };
  });
  erasedQuotesAnnounce(context.bus, unquoted);
  await attentionAnnounce(context, chatId, relieved);
}

/** Erases what messages hold everywhere; resolves with whose eyes they waited for. */
async function erase(trx: Transaction<Database>, chatId: string, seqs: readonly number[]): Promise<string[]> {
  const isGone = sql<boolean>`seq = any(${seqs}::bigint[])`;
  await trx
    .updateTable('messages')
    .set({ kind: 'deleted', body: '', content: null, tally: null, editedAt: null })
    .where('chatId', '=', chatId)
    .where(isGone)
    .execute();
  for (const table of ['messageEdits', 'messageReactions', 'messageVotes', 'mentions'] as const)
    await trx.deleteFrom(table).where('chatId', '=', chatId).where(isGone).execute();
  const waited = await trx
    .deleteFrom('attentions')
    .where('chatId', '=', chatId)
    .where(isGone)
    .returning('userId')
    .execute();
  return [...new Set(waited.map(({ userId }) => userId))];
}
