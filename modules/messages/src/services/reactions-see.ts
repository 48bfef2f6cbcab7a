import { ReactionsSeenSchema } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { Broker } from '@bridges/kit';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { chatAccess } from '../selectors/chat-access.ts';
import type { Database } from '../tables/database.ts';
import { attentionAnnounce } from './attention-announce.ts';
import type { AttentionContext } from './attention-announce.ts';

/** A user has seen the reactions to these messages of hers, or to all of a chat. @throws AppError messages.chat_not_found */
export async function reactionsSee(
  context: AttentionContext & { db: Kysely<Database>; broker: Broker },
  userId: string,
  chatId: string,
  seqs?: readonly number[],
): Promise<void> {
  const { db, broker } = context;
  await chatAccess(db, userId, chatId);
  const seen = await db.transaction().execute(async (trx) => {
    const gone = await waitingTake(trx, userId, chatId, seqs);
    if (gone.length > 0)
      await outboxAppend(trx, ReactionsSeenSchema, 'messages.reactions_seen.v1', {
        chatId,
        userId,
        seqs: gone,
      });
    return gone;
  });
  if (seen.length === 0) return;
  broker.kick();
  await attentionAnnounce(context, chatId, [userId]);
}

async function waitingTake(
  trx: Transaction<Database>,
  userId: string,
  chatId: string,
  seqs?: readonly number[],
): Promise<number[]> {
  let waiting = trx
    .deleteFrom('attentions')
    .where('userId', '=', userId)
    .where('chatId', '=', chatId)
    .where('kind', '=', 'reaction');
  if (seqs) waiting = waiting.where(sql<boolean>`seq = any(${seqs}::bigint[])`);
  const gone = await waiting.returning('seq').execute();
  return gone.map(({ seq }) => seq);
}
