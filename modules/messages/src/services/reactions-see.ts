import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { chatAccess } from '../selectors/chat-access.ts';
import type { Database } from '../tables/database.ts';
import { attentionAnnounce } from './attention-announce.ts';
import type { AttentionContext } from './attention-announce.ts';

/** A user has seen the reactions to these messages of hers, or to all of a chat. @throws AppError messages.chat_not_found */
export async function reactionsSee(
  context: AttentionContext & { db: Kysely<Database> },
  userId: string,
  chatId: string,
  seqs?: readonly number[],
): Promise<void> {
  const { db } = context;
  await chatAccess(db, userId, chatId);
  let waiting = db
    .deleteFrom('attentions')
    .where('userId', '=', userId)
    .where('chatId', '=', chatId)
    .where('kind', '=', 'reaction');
  if (seqs) waiting = waiting.where(sql<boolean>`seq = any(${seqs}::bigint[])`);
  const seen = await waiting.executeTakeFirst();
  if (seen.numDeletedRows > 0n) await attentionAnnounce(context, chatId, [userId]);
}
