import type { Message, Mine } from '@bridges/contracts';
import { sql } from 'kysely';
import type { MessageRow } from '../presenters/message.ts';
import { messageColumns, presentHidden, presentMessage } from '../presenters/message.ts';
import type { Reader } from '../tables/database.ts';

/** What of a chat is for this member. */
export interface ChatSight {
  /** Where her history begins. */
  firstSeq: number;
  /** She has deleted something for herself. */
  hasHidden: boolean;
}

/** Sights by chat. A chat that is not here may not be read. */
export type Sights = ReadonlyMap<string, ChatSight>;

/** Rows as this viewer may see them: what is not for her is a stub, and her own part is told. */
export async function messageView(
  db: Reader,
  viewerId: string,
  sights: Sights,
  rows: readonly MessageRow[],
): Promise<Message[]> {
  const [hidden, mine] = await Promise.all([
    readHidden(
      db,
      viewerId,
      rows.filter((row) => sights.get(row.chatId)?.hasHidden),
    ),
    readMine(
      db,
      viewerId,
      rows.filter((row) => row.tally !== null),
    ),
  ]);
  return rows.map((row) => {
    const sight = sights.get(row.chatId);
    const message = presentMessage(row);
    const key = keyOf(row);
    if (sight === undefined || row.seq < sight.firstSeq || hidden.has(key)) return presentHidden(message);
    const own = mine.get(key);
    return own === undefined ? message : { ...message, mine: own };
  });
}

/** The originals that these messages answer, as far as they are not among `known`. */
export async function quotedView(
  db: Reader,
  viewerId: string,
  sights: Sights,
  messages: readonly Message[],
  known: readonly Message[] = messages,
): Promise<Message[]> {
  const held = new Set(known.map(keyOf));
  const places = new Map(
    messages
      .flatMap(({ chatId, replyTo }) => (replyTo ? [{ chatId, seq: replyTo.seq }] : []))
      .filter((place) => !held.has(keyOf(place)))
      .map((place) => [keyOf(place), place]),
  );
  if (places.size === 0) return [];
  const rows = await rowsAt(db, [...places.values()]);
  return messageView(db, viewerId, sights, rows);
}

export interface Place {
  chatId: string;
  seq: number;
}

/** Rows by chat and seq, whoever asks: what of them is shown, `messageView` decides. */
export function rowsAt(db: Reader, places: readonly Place[]): Promise<MessageRow[]> {
  return db
    .selectFrom('messages as message')
    .innerJoin(placesTable(places), (join) =>
      join.onRef('place.chatId', '=', 'message.chatId').onRef('place.seq', '=', 'message.seq'),
    )
    .select(messageColumns.map((column) => `message.${column}` as const))
    .orderBy('message.chatId')
    .orderBy('message.seq')
    .execute();
}

function placesTable(places: readonly Place[]) {
  const chatIds = places.map(({ chatId }) => chatId);
  const seqs = places.map(({ seq }) => seq);
  return sql<Place>`unnest(${chatIds}::uuid[], ${seqs}::bigint[])`.as<'place'>(sql`place (chat_id, seq)`);
}

export const keyOf = ({ chatId, seq }: Place) => `${chatId}:${seq}`;

/** Which of these places a user deleted for herself, by `keyOf`. */
export async function readHidden(db: Reader, viewerId: string, rows: readonly Place[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const hidden = await db
    .selectFrom('hiddenMessages as hidden')
    .innerJoin(placesTable(rows), (join) =>
      join.onRef('place.chatId', '=', 'hidden.chatId').onRef('place.seq', '=', 'hidden.seq'),
    )
    .where('hidden.userId', '=', viewerId)
    .select(['hidden.chatId', 'hidden.seq'])
    .execute();
  return new Set(hidden.map(keyOf));
}

/** A user's own reactions and votes at these places; places without are left out. */
export async function readMine(
  db: Reader,
  userId: string,
  places: readonly Place[],
): Promise<Map<string, Mine>> {
  const mine = new Map<string, Mine>();
  if (places.length === 0) return mine;
  const ownAt = (place: Place) => {
    const own = mine.get(keyOf(place)) ?? { reactions: [], votes: [] };
    mine.set(keyOf(place), own);
    return own;
  };
  const [reactions, votes] = await Promise.all([
    db
      .selectFrom('messageReactions as reaction')
      .innerJoin(placesTable(places), (join) =>
        join.onRef('place.chatId', '=', 'reaction.chatId').onRef('place.seq', '=', 'reaction.seq'),
      )
      .where('reaction.userId', '=', userId)
      .select(['reaction.chatId', 'reaction.seq', 'reaction.emoji'])
      .orderBy('reaction.createdAt')
      .orderBy('reaction.emoji')
      .execute(),
    db
      .selectFrom('messageVotes as vote')
      .innerJoin(placesTable(places), (join) =>
        join.onRef('place.chatId', '=', 'vote.chatId').onRef('place.seq', '=', 'vote.seq'),
      )
      .where('vote.userId', '=', userId)
      .select(['vote.chatId', 'vote.seq', 'vote.choice'])
      .orderBy('vote.choice')
      .execute(),
  ]);
  for (const { emoji, ...place } of reactions) ownAt(place).reactions.push(emoji);
  for (const { choice, ...place } of votes) ownAt(place).votes.push(choice);
  return mine;
}
