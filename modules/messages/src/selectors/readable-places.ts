import type { Reader } from '../tables/database.ts';

export interface MessagePlace {
  chatId: string;
  seq: number;
}

/**
 * Which of these messages a user may read now: in her chats, since her history begins, neither deleted nor hidden by
 * herself.
 */
export async function readablePlaces(
  db: Reader,
  viewerId: string,
  places: readonly MessagePlace[],
): Promise<MessagePlace[]> {
  if (places.length === 0) return [];
  return db
    .selectFrom('messages as message')
    .innerJoin('chatMembers as member', 'member.chatId', 'message.chatId')
    .where('member.userId', '=', viewerId)
    .whereRef('message.seq', '>=', 'member.firstSeq')
    .where('message.kind', '!=', 'deleted')
    .where((eb) =>
      eb(
        eb.refTuple('message.chatId', 'message.seq'),
        'in',
        places.map(({ chatId, seq }) => eb.tuple(chatId, seq)),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('hiddenMessages as hidden')
            .whereRef('hidden.userId', '=', 'member.userId')
            .whereRef('hidden.chatId', '=', 'message.chatId')
            .whereRef('hidden.seq', '=', 'message.seq')
            .select('hidden.seq'),
        ),
      ),
    )
    .select(['message.chatId', 'message.seq'])
    .execute();
}
