import { sql } from 'kysely';
import { chatEntryId } from '../policies/chat-entry.ts';
import type { Trx } from '../tables/database.ts';
import { chatEntriesRestart } from './chat-entries-finish.ts';
import { chatTurn, chatTurns } from './chat-turn.ts';
import { entriesForget, entriesRead } from './entries-read.ts';
import type { ReadEntries } from './inbox-announce.ts';
import type { Ladder } from './ladder.ts';

/** Somebody has read a chat up to a message. */
export interface ReadPlace {
  userId: string;
  chatId: string;
  seq: number;
}

export interface ClearedByReading {
  read: ReadEntries[];
  gone: [string, string[]][];
}

/** Reading a chat reads what its messages caused. Reactions are to earlier ones: they are seen, not read past. */
export async function chatReadClear(
  trx: Trx,
  ladder: Pick<Ladder, 'clear'>,
  place: ReadPlace,
  entriesAfterSeconds: number,
): Promise<ClearedByReading> {
  await chatTurn(trx, place.chatId, 'clear');
  return placesClear(trx, ladder, [place], entriesAfterSeconds);
}

/**
 * Whoever writes into a chat has read it, also a script that never asks what is there. Most have nothing to clear: two
 * questions for all of them, asked under the turns of their chats, as somebody may be adding an entry just now.
 */
export async function sendersReadClear(
  trx: Trx,
  ladder: Pick<Ladder, 'clear'>,
  places: readonly ReadPlace[],
  entriesAfterSeconds: number,
): Promise<ClearedByReading> {
  if (places.length === 0) return { read: [], gone: [] };
  const { userIds, chatIds, seqs, entryIds } = columnsOf(places);
  await chatTurns(trx, chatIds, 'clear');
  const { rows } = await sql<ReadPlace>`
    select asked.user_id, asked.chat_id, asked.seq
    from unnest(${userIds}::uuid[], ${chatIds}::uuid[], ${seqs}::bigint[], ${entryIds}::uuid[])
      asked (user_id, chat_id, seq, entry_id)
    where exists (select from notifications entry where entry.id = asked.entry_id)
      or exists (select from notifications entry where entry.user_id = asked.user_id and entry.read_at is null
        and entry.chat_id = asked.chat_id and entry.kind in ('mention', 'reply', 'added_to_group'))
      or exists (select from pending_tellings step
        where step.user_id = asked.user_id and step.chat_id = asked.chat_id)
      or exists (select from told_marks told
        where told.user_id = asked.user_id and told.chat_id = asked.chat_id)
    order by asked.chat_id, asked.user_id`.execute(trx);
  return placesClear(trx, ladder, rows, entriesAfterSeconds);
}

/** Under the turns of their chats; however many there are, in a handful of statements. */
async function placesClear(
  trx: Trx,
  ladder: Pick<Ladder, 'clear'>,
  places: readonly ReadPlace[],
  entriesAfterSeconds: number,
): Promise<ClearedByReading> {
  if (places.length === 0) return { read: [], gone: [] };
  const { userIds, chatIds, seqs, entryIds } = columnsOf(places);
  const read = await entriesRead(
    trx,
    () => sql<boolean>`id in (
      select entry.id from unnest(${userIds}::uuid[], ${chatIds}::uuid[], ${seqs}::bigint[]) place (user_id, chat_id, seq)
      join notifications entry on entry.user_id = place.user_id and entry.read_at is null
        and entry.chat_id = place.chat_id and entry.kind in ('mention', 'reply', 'added_to_group')
        and (entry.seq is null or entry.seq <= place.seq))`,
  );
  const gone = await entriesForget(
    trx,
    () => sql<boolean>`id in (
      select entry.id from unnest(${entryIds}::uuid[], ${seqs}::bigint[]) place (entry_id, seq)
      join notifications entry on entry.id = place.entry_id and entry.seq <= place.seq)`,
  );
  await ladder.clear(trx, places);
  const goneIds = new Set(gone.flatMap(([, ids]) => ids));
  const restarted = places.filter((_, at) => goneIds.has(entryIds[at] ?? ''));
  await chatEntriesRestart(trx, restarted, entriesAfterSeconds);
  return { read, gone };
}

const columnsOf = (places: readonly ReadPlace[]) => ({
  userIds: places.map(({ userId }) => userId),
  chatIds: places.map(({ chatId }) => chatId),
  seqs: places.map(({ seq }) => seq),
  entryIds: places.map(({ userId, chatId }) => chatEntryId(userId, chatId)),
});
