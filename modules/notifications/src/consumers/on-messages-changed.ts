import { MessagesChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { reactionKey } from '../policies/merge-keys.ts';
import { actorForget } from '../services/actor-forget.ts';
import { chatEntriesRenew } from '../services/chat-entries-renew.ts';
import { chatTurn } from '../services/chat-turn.ts';
import { entriesForget } from '../services/entries-read.ts';
import { messageNotify } from '../services/message-notify.ts';
import type { ConsumerContext } from './context.ts';

/** Reactions come and go; what a deleted message caused goes with it. Votes are nobody's news. */
export function onMessagesChanged({ announcer, broker, ladder, messages }: ConsumerContext): Consumer {
  return consumer({
    name: 'on-messages-changed',
    event: 'messages.messages_changed.v1',
    schema: MessagesChangedSchema,
    async handle(trx, { chatId, act, actorId, emoji, messages: [message, ...others] }) {
      if (!message) return;
      const { seq, senderId } = message;
      if (act === 'reacted') {
        const rows = await messageNotify(trx, messages, {
          kind: 'reaction',
          chatId,
          seq,
          actorId,
          userIds: [senderId],
          details: { emoji },
          mergeKey: reactionKey(chatId, seq),
        });
        return () => {
          broker.kick();
          announcer.announceCreated(...rows);
        };
      }
      if (act === 'unreacted') {
        await chatTurn(trx, chatId, 'add');
        const { changed, gone } = await actorForget(
          trx,
          actorId,
          (eb) => eb.and({ userId: senderId, chatId, seq, kind: 'reaction' }),
          { isOnce: true },
        );
        return () => {
          announcer.announceCreated(...changed);
          announcer.announceGone(...gone);
        };
      }
      if (act === 'deleted') {
        await chatTurn(trx, chatId, 'add');
        // Beside them are replies that lost what they quoted.
        const deleted = [message, ...others].filter(({ kind }) => kind === 'deleted');
        const seqs = deleted.map((one) => one.seq);
        const gone = await entriesForget(trx, (eb) =>
          eb.and([eb('chatId', '=', chatId), eb('seq', 'in', seqs), eb('kind', '<>', 'messages')]),
        );
        const { changed, empty } = await chatEntriesRenew(trx, messages, chatId, seqs);
        await ladder.takeBack(trx, messages, chatId);
        return () => {
          announcer.announceCreated(...changed);
          announcer.announceGone(...gone, ...empty);
        };
      }
    },
  });
}
