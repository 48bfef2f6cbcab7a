import type { Reader } from '../tables/database.ts';
import type { MessagePlace } from './readable-places.ts';

/** Who wrote these messages, for modules that tell them of what became of them. */
export async function messageAuthors(
  db: Reader,
  places: readonly MessagePlace[],
): Promise<{ place: MessagePlace; userId: string }[]> {
  if (places.length === 0) return [];
  const rows = await db
    .selectFrom('messages')
    .where((eb) =>
      eb(
        eb.refTuple('chatId', 'seq'),
        'in',
        places.map(({ chatId, seq }) => eb.tuple(chatId, seq)),
      ),
    )
    .select(['chatId', 'seq', 'senderId'])
    .execute();
  return rows.map(({ chatId, seq, senderId }) => ({ place: { chatId, seq }, userId: senderId }));
}
