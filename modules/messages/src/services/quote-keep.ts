import type { ReplyTo } from '@bridges/contracts';
import type { Transaction } from 'kysely';
import type { Database } from '../tables/database.ts';

/**
 * What a reply that waits may keep of what it quotes: nothing, if its writer can't read the original. Both are locked
 * until her transaction ends, so that a deletion or a removal that comes later finds the quote. Ask before her own row is
 * locked: acts that erase quotes lock in this order.
 */
export async function quoteKeep(
  trx: Transaction<Database>,
  userId: string,
  chatId: string,
  reply: ReplyTo,
): Promise<ReplyTo> {
  if (reply.quote === undefined) return reply;
  const place = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where('userId', '=', userId)
    .select('firstSeq')
    .forShare()
    .executeTakeFirst();
  const original = await trx
    .selectFrom('messages')
    .where('chatId', '=', chatId)
    .where('seq', '=', reply.seq)
    .select('kind')
    .forShare()
    .executeTakeFirst();
  const isReadable =
    place !== undefined &&
    original !== undefined &&
    original.kind !== 'deleted' &&
    reply.seq >= place.firstSeq;
  return isReadable ? reply : { seq: reply.seq };
}

/** The same of what she deleted for herself; ask when her row is locked, which that takes, too. */
export async function hiddenQuoteDrop(
  trx: Transaction<Database>,
  userId: string,
  chatId: string,
  reply: ReplyTo,
): Promise<ReplyTo> {
  if (reply.quote === undefined) return reply;
  const hidden = await trx
    .selectFrom('hiddenMessages')
    .where('userId', '=', userId)
    .where('chatId', '=', chatId)
    .where('seq', '=', reply.seq)
    .select('seq')
    .executeTakeFirst();
  return hidden ? { seq: reply.seq } : reply;
}
