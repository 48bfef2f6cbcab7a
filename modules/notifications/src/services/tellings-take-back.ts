import type { Jobs } from '@bridges/kit';
import type { ChannelName } from '../channels/channel.ts';
import type { AskNews } from '../selectors/chat-news.ts';
import type { Trx } from '../tables/database.ts';
import { clearJob } from './tellings-clear.ts';

/** More than so many keep what they were told until they look. */
const most = 200;
/** All that come after it. */
const end = 0x7fff_ffff;

/**
 * Messages were deleted for everyone: who was told of them and has nothing else to read in the chat has it taken back, as
 * if she had read it. Who has more to read keeps what she was told until she reads it.
 */
export async function tellingsTakeBack(
  trx: Trx,
  jobs: Jobs,
  messages: AskNews,
  chatId: string,
): Promise<void> {
  const told = await trx
    .selectFrom('toldMarks')
    .where('chatId', '=', chatId)
    .select(['userId', 'channel', 'seq'])
    .orderBy('userId')
    .limit(most)
    .execute();
  const marksOf = Map.groupBy(told, ({ userId }) => userId);
  const userIds = [...marksOf.keys()];
  if (userIds.length === 0) return;
  const questions = userIds.map((userId) => ({ userId, chatId, firstSeq: 0, lastSeq: end }));
  const { answers } = await messages.describeUnread({ questions, limit: 1 }, { deadlineMs: 5000 });
  for (const [at, userId] of userIds.entries()) {
    if (answers[at]?.messages.length !== 0) continue;
    const marks = marksOf.get(userId) ?? [];
    const seq = Math.max(...marks.map((mark) => mark.seq));
    // Who was told of something newer since the question keeps that.
    const taken = await trx
      .deleteFrom('toldMarks')
      .where('chatId', '=', chatId)
      .where('userId', '=', userId)
      .where('seq', '<=', seq)
      .returning('channel')
      .execute();
    const channels: ChannelName[] = taken.map(({ channel }) => channel);
    if (channels.length > 0) await jobs.enqueue(trx, clearJob, { userId, chatId, seq, channels });
  }
}
