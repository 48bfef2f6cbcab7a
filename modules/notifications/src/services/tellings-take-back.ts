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
    .select('userId')
    .distinct()
    .orderBy('userId')
    .limit(most)
    .execute();
  if (told.length === 0) return;
  const questions = told.map(({ userId }) => ({ userId, chatId, firstSeq: 0, lastSeq: end }));
  const { answers } = await messages.describeUnread({ questions, limit: 1 }, { deadlineMs: 5000 });
  const userIds = told.flatMap(({ userId }, at) => (answers[at]?.messages.length === 0 ? [userId] : []));
  if (userIds.length === 0) return;
  const marks = await trx
    .deleteFrom('toldMarks')
    .where('chatId', '=', chatId)
    .where('userId', 'in', userIds)
    .returning(['userId', 'channel', 'seq'])
    .execute();
  for (const [userId, ofUser] of Map.groupBy(marks, (mark) => mark.userId)) {
    const channels: ChannelName[] = ofUser.map(({ channel }) => channel);
    await jobs.enqueue(trx, clearJob, {
      userId,
      chatId,
      seq: Math.max(...ofUser.map(({ seq }) => seq)),
      channels,
    });
  }
}
