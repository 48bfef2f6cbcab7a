import type { Jobs } from '@bridges/kit';
import { sql } from 'kysely';
import type { Trx } from '../tables/database.ts';
import type { ChannelName } from '../channels/channel.ts';

export const clearJob = 'clear';

/** She has read a chat up to here: what waits for its step is told no more, and what was told is taken back. */
export async function tellingsClear(
  trx: Trx,
  jobs: Jobs,
  { userId, chatId, seq }: { userId: string; chatId: string; seq: number },
): Promise<void> {
  await sql`
    with gone as (
      delete from pending_tellings
      where user_id = ${userId} and chat_id = ${chatId} and last_seq <= ${seq}
      returning *
    )
    insert into delivery_trace
      (id, user_id, chat_id, entry_id, first_seq, last_seq, step, code, details, decided_at)
    select gen_random_uuid(), user_id, chat_id, entry_id, first_seq, last_seq, channel, 'read', '{}', now()
    from gone`.execute(trx);
  const told = await trx
    .deleteFrom('toldMarks')
    .where('userId', '=', userId)
    .where('chatId', '=', chatId)
    .where('seq', '<=', seq)
    .returning('channel')
    .execute();
  if (told.length === 0) return;
  const channels: ChannelName[] = told.map(({ channel }) => channel);
  await jobs.enqueue(trx, clearJob, { userId, chatId, seq, channels });
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
