import { MentionedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { messageKey } from '../policies/merge-keys.ts';
import { messageNotify } from '../services/message-notify.ts';
import type { ConsumerContext } from './context.ts';

export function onMentioned({ announcer, broker, messages }: ConsumerContext): Consumer {
  return consumer({
    name: 'on-mentioned',
    event: 'messages.mentioned.v1',
    schema: MentionedSchema,
    async handle(trx, { message, userIds, isEveryone }) {
      if (!message) return;
      const { chatId, seq, senderId: actorId } = message;
      const rows = await messageNotify(trx, messages, {
        kind: 'mention',
        chatId,
        seq,
        actorId,
        userIds,
        details: { isEveryone },
        // One message that both names and answers her is one entry.
        mergeKey: messageKey(chatId, seq),
        isSaidOnce: true,
      });
      return () => {
        broker.kick();
        announcer.announceCreated(...rows);
      };
    },
  });
}
