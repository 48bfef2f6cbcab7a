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
  { userId, chatId, seq }: ReadPlace,
  entriesAfterSeconds: number,
): Promise<ClearedByReading> {
  await chatTurn(trx, chatId, 'clear');
  const read = await entriesRead(trx, (eb) =>
    eb.and([
      eb('userId', '=', userId),
      eb('chatId', '=', chatId),
      eb('kind', 'in', ['mention', 'reply', 'added_to_group']),
      eb.or([eb('seq', 'is', null), eb('seq', '<=', seq)]),
    ]),
  );
  const gone = await entriesForget(trx, (eb) =>
    eb.and([eb('id', '=', chatEntryId(userId, chatId)), eb('seq', '<=', seq)]),
  );
  await ladder.clear(trx, { userId, chatId, seq });
  if (gone.length > 0) await chatEntriesRestart(trx, { chatId, seq }, entriesAfterSeconds);
  return { read, gone };
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
  const cleared: ClearedByReading = { read: [], gone: [] };
  if (places.length === 0) return cleared;
  const column = <Key extends keyof ReadPlace>(key: Key) => places.map((place) => place[key]);
  await chatTurns(trx, column('chatId'), 'clear');
  const entryIds = places.map(({ userId, chatId }) => chatEntryId(userId, chatId));
  const { rows } = await sql<ReadPlace>`
    select asked.user_id, asked.chat_id, asked.seq
    from unnest(${column('userId')}::uuid[], ${column('chatId')}::uuid[], ${column('seq')}::bigint[],
      ${entryIds}::uuid[]) asked (user_id, chat_id, seq, entry_id)
    where exists (select from notifications entry where entry.id = asked.entry_id)
      or exists (select from notifications entry where entry.user_id = asked.user_id and entry.read_at is null
        and entry.chat_id = asked.chat_id and entry.kind in ('mention', 'reply', 'added_to_group'))
      or exists (select from pending_tellings step
        where step.user_id = asked.user_id and step.chat_id = asked.chat_id)
      or exists (select from told_marks told
        where told.user_id = asked.user_id and told.chat_id = asked.chat_id)
    order by asked.chat_id, asked.user_id`.execute(trx);
  for (const place of rows) {
    const { read, gone } = await chatReadClear(trx, ladder, place, entriesAfterSeconds);
    cleared.read.push(...read);
    cleared.gone.push(...gone);
  }
  return cleared;
}
