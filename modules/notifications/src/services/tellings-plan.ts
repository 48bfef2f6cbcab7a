import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../channels/channel.ts';
import type { Trx } from '../tables/database.ts';
import type { PendingTelling } from '../tables/ladder.ts';

export type PlannedTelling = Omit<PendingTelling, 'id'>;

/** Rows of one statement. */
const atOnce = 500;

/**
 * Sets steps of the ladder for later. What waits already takes the new messages along and keeps its time; what was told
 * already is not told again, so that this may be repeated.
 */
export async function tellingsPlan(trx: Trx, planned: readonly PlannedTelling[]): Promise<void> {
  const sorted = planned.toSorted(byKey);
  for (let from = 0; from < sorted.length; from += atOnce)
    await planSome(trx, sorted.slice(from, from + atOnce));
}

async function planSome(trx: Trx, rows: readonly PlannedTelling[]): Promise<void> {
  const column = <Key extends keyof PlannedTelling>(key: Key) => rows.map((row) => row[key]);
  const told = sql`coalesce(told.seq, 0)`;
  await sql`
    insert into pending_tellings
      (id, user_id, channel, chat_id, entry_id, first_seq, last_seq, is_mention, first_at, due_at)
    select new.id, new.user_id, new.channel, new.chat_id, new.entry_id, greatest(new.first_seq, ${told} + 1),
      new.last_seq, new.is_mention, new.first_at, new.due_at
    from unnest(
      ${rows.map(() => uuidv7())}::uuid[], ${column('userId')}::uuid[], ${column('channel')}::text[],
      ${column('chatId')}::uuid[], ${column('entryId')}::uuid[], ${column('firstSeq')}::bigint[],
      ${column('lastSeq')}::bigint[], ${column('isMention')}::bool[], ${column('firstAt')}::timestamptz[],
      ${column('dueAt')}::timestamptz[]
    ) new (id, user_id, channel, chat_id, entry_id, first_seq, last_seq, is_mention, first_at, due_at)
    left join told_marks told
      on told.user_id = new.user_id and told.chat_id = new.chat_id and told.channel = new.channel
    where new.chat_id is not null and new.last_seq > ${told}
    on conflict (user_id, chat_id, channel) where chat_id is not null do update set
      first_seq = least(pending_tellings.first_seq, excluded.first_seq),
      last_seq = greatest(pending_tellings.last_seq, excluded.last_seq),
      is_mention = pending_tellings.is_mention or excluded.is_mention`.execute(trx);
}

/** The same for an entry of the inbox, for one person. */
export async function entryPlan(
  trx: Trx,
  entry: { userId: string; entryId: string; firstAt: Date },
  steps: readonly { channel: ChannelName; dueAt: Date }[],
): Promise<void> {
  if (steps.length === 0) return;
  await trx
    .insertInto('pendingTellings')
    .values(
      steps.map((step) => ({
        ...entry,
        ...step,
        id: uuidv7(),
        chatId: null,
        firstSeq: 0,
        lastSeq: 0,
        isMention: false,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['entryId', 'channel']).where('entryId', 'is not', null).doNothing(),
    )
    .execute();
}

/** One order for all writers: two of them never wait for each other. */
function byKey(a: PlannedTelling, b: PlannedTelling): number {
  if (a.userId !== b.userId) return a.userId < b.userId ? -1 : 1;
  if (a.chatId !== b.chatId) return (a.chatId ?? '') < (b.chatId ?? '') ? -1 : 1;
  if (a.channel === b.channel) return 0;
  return a.channel < b.channel ? -1 : 1;
}
