import type { Jobs } from '@bridges/kit';
import { sql } from 'kysely';
import type { Trx } from '../tables/database.ts';
import type { ChannelName } from '../channels/channel.ts';

export const clearJob = 'clear';

/** Chats were read up to here: what waits for its step is told no more, and what was told is taken back. */
export async function tellingsClear(
  trx: Trx,
  jobs: Jobs,
  places: readonly { userId: string; chatId: string; seq: number }[],
): Promise<void> {
  if (places.length === 0) return;
  const read = sql`unnest(${places.map(({ userId }) => userId)}::uuid[],
    ${places.map(({ chatId }) => chatId)}::uuid[], ${places.map(({ seq }) => seq)}::bigint[])
    read (user_id, chat_id, seq)`;
  await sql`
    with gone as (
      delete from pending_tellings step using ${read}
      where step.user_id = read.user_id and step.chat_id = read.chat_id and step.last_seq <= read.seq
      returning step.*
    )
    insert into delivery_trace
      (id, user_id, chat_id, entry_id, first_seq, last_seq, step, code, details, decided_at)
    select gen_random_uuid(), user_id, chat_id, entry_id, first_seq, last_seq, channel, 'read', '{}', now()
    from gone`.execute(trx);
  const { rows } = await sql<{ userId: string; chatId: string; seq: number; channel: ChannelName }>`
    delete from told_marks told using ${read}
    where told.user_id = read.user_id and told.chat_id = read.chat_id and told.seq <= read.seq
    returning told.user_id, told.chat_id, read.seq, told.channel`.execute(trx);
  for (const told of Map.groupBy(rows, ({ userId, chatId }) => `${userId}:${chatId}`).values()) {
    const [place] = told;
    if (!place) continue;
    const { userId, chatId, seq } = place;
    await jobs.enqueue(trx, clearJob, { userId, chatId, seq, channels: told.map(({ channel }) => channel) });
  }
}

/** Whoever is out of a chat is told nothing more of it; nobody, when it is gone. */
export async function tellingsForget(
  trx: Trx,
  chatId: string,
  userIds: readonly string[] | 'all',
): Promise<void> {
  if (userIds.length === 0) return;
  for (const table of ['pendingTellings', 'toldMarks'] as const) {
    let forget = trx.deleteFrom(table).where('chatId', '=', chatId);
    if (userIds !== 'all') forget = forget.where('userId', 'in', userIds);
    await forget.execute();
  }
  if (userIds === 'all') await trx.deleteFrom('pendingChats').where('chatId', '=', chatId).execute();
}
