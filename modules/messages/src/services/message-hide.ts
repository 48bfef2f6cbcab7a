import { sql } from 'kysely';
import type { Bus } from '@bridges/kit';
import type { Kysely } from 'kysely';
import { errors } from '../errors.ts';
import { presentLive } from '../presenters/live.ts';
import { chatAccess } from '../selectors/chat-access.ts';
import type { Database } from '../tables/database.ts';
import { attentionAnnounce } from './attention-announce.ts';
import { userRevLock, userRevRaise } from './user-rev.ts';
import { erasedQuotesAnnounce, waitingQuotesErase } from './waiting-quotes-erase.ts';

export interface HideContext {
  db: Kysely<Database>;
  bus: Bus;
}

/**
 * Deletes messages for one user alone. Her other devices hear of it, or find it in what changed of her own view.
 *
 * @throws AppError messages.chat_not_found, messages.message_not_found
 */
export async function messageHide(
  { db, bus }: HideContext,
  { chatId, seqs, actorId }: { chatId: string; seqs: readonly number[]; actorId: string },
): Promise<void> {
  const hidden = await db.transaction().execute(async (trx) => {
    // Before the look, so that two devices that hide the same don't both find it new.
    await userRevLock(trx, actorId);
    const { firstSeq, lastSeq } = await chatAccess(trx, actorId, chatId);
    if (seqs.some((seq) => seq < firstSeq || seq > lastSeq)) throw errors.message_not_found();
    const before = await trx
      .selectFrom('hiddenMessages')
      .where('userId', '=', actorId)
      .where('chatId', '=', chatId)
      .where(sql<boolean>`seq = any(${seqs}::bigint[])`)
      .select('seq')
      .execute();
    const known = new Set(before.map(({ seq }) => seq));
    const fresh = [...new Set(seqs)].filter((seq) => !known.has(seq));
    if (fresh.length === 0) return undefined;
    const step = await userRevRaise(trx, actorId);
    await trx
      .insertInto('hiddenMessages')
      .values(fresh.map((seq) => ({ userId: actorId, chatId, seq, userRev: step.rev })))
      .execute();
    await trx
      .updateTable('chatMembers')
      .set({ hasHidden: true })
      .where('chatId', '=', chatId)
      .where('userId', '=', actorId)
      .where('hasHidden', '=', false)
      .execute();
    const waited = await trx
      .deleteFrom('attentions')
      .where('userId', '=', actorId)
      .where('chatId', '=', chatId)
      .where(sql<boolean>`seq = any(${fresh}::bigint[])`)
      .executeTakeFirst();
    const unquoted = await waitingQuotesErase(trx, { chatId, seqs: fresh, userIds: [actorId] });
    return { unquoted, step, seqs: fresh.toSorted((a, b) => a - b), hasRelief: waited.numDeletedRows > 0n };
  });
  if (!hidden) return;
  const { step, seqs: gone } = hidden;
  bus.publish(`user:${actorId}`, presentLive({ ev: 'hidden', chat: chatId, seqs: gone, ...step }));
  erasedQuotesAnnounce(bus, hidden.unquoted);
  if (hidden.hasRelief) await attentionAnnounce({ db, bus }, chatId, [actorId]);
}
