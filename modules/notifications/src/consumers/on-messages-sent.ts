import { MessagesSentSchema } from '@bridges/contracts/proto';
import { batchConsumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { lastSends, sentRanges } from '../presenters/sent-ranges.ts';
import { chatsNote } from '../services/chats-note.ts';
import { sendersReadClear } from '../services/chat-entries-clear.ts';
import type { Ladder } from '../services/ladder.ts';
import type { ConsumerContext } from './context.ts';

/**
 * A few small statements for all that was sent meanwhile: who is to be told is found out apart from it. A send moves
 * the read marker of its sender, and no other event says so.
 */
export function onMessagesSent(
  ladder: Pick<Ladder, 'wake' | 'clear'>,
  { announcer, entriesAfterSeconds }: Pick<ConsumerContext, 'announcer' | 'entriesAfterSeconds'>,
): Consumer {
  return batchConsumer({
    name: 'on-messages-sent',
    event: 'messages.messages_sent.v1',
    schema: MessagesSentSchema,
    async handle(trx, events) {
      const messages = events.flatMap((event) => event.messages);
      const { read, gone } = await sendersReadClear(trx, ladder, lastSends(messages), entriesAfterSeconds);
      await chatsNote(trx, sentRanges(messages), entriesAfterSeconds);
      return () => {
        announcer.announceRead(...read);
        announcer.announceGone(...gone);
        ladder.wake();
      };
    },
  });
}
