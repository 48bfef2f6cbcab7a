import { sql } from 'kysely';
import type { Db, Trx } from '../tables/database.ts';

/** Stands for the whole chat. */
const ofChat = 0;
const gone = 1;
/** No event is on its way for longer. */
const keptDays = 30;

/**
 * Notes that a message is followed up to `rev` (0: as it was sent). False: what came before is as new, or the chat
 * is gone; the event is late, and what it tells holds no more. Events of one message wait here for each other.
 */
export async function messageRevNote(
  trx: Trx,
  { chatId, seq, rev }: { chatId: string; seq: number; rev: number },
): Promise<boolean> {
  await sql`insert into message_revs (chat_id, seq, rev) values (${chatId}, ${ofChat}, 0)
    on conflict do nothing`.execute(trx);
  const chat = await trx
    .selectFrom('messageRevs')
    .where('chatId', '=', chatId)
    .where('seq', '=', ofChat)
    .select('rev')
    .forShare()
    .executeTakeFirst();
  if (chat?.rev === gone) return false;
  const noted = await sql`insert into message_revs (chat_id, seq, rev) values (${chatId}, ${seq}, ${rev})
    on conflict (chat_id, seq) do update set rev = excluded.rev, noted_at = now()
    where message_revs.rev < excluded.rev`.execute(trx);
  return noted.numAffectedRows === 1n;
}

/** What comes of this chat from now on is late. */
export async function chatGoneNote(trx: Trx, chatId: string): Promise<void> {
  await sql`insert into message_revs (chat_id, seq, rev) values (${chatId}, ${ofChat}, ${gone})
    on conflict (chat_id, seq) do update set rev = excluded.rev, noted_at = now()`.execute(trx);
}

export async function messageRevsTidy(db: Db): Promise<void> {
  await sql`delete from message_revs where noted_at < now() - make_interval(days => ${keptDays})`.execute(db);
}
