import { MessagesSentSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { sentRanges } from '../presenters/sent-ranges.ts';
import { chatsNote } from '../services/chats-note.ts';
import type { Ladder } from '../services/ladder.ts';

/** One small statement a commit: who is to be told is found out apart from it. */
export function onMessagesSent(ladder: Pick<Ladder, 'wake' | 'isIdle'>): Consumer {
  return consumer({
    name: 'on-messages-sent',
    event: 'messages.messages_sent.v1',
    schema: MessagesSentSchema,
    async handle(trx, { messages }) {
      if (ladder.isIdle) return;
      await chatsNote(trx, sentRanges(messages));
      return () => ladder.wake();
    },
  });
}
