import { ReactionsSeenSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { chatTurn } from '../services/chat-turn.ts';
import { entriesRead } from '../services/entries-read.ts';
import type { ConsumerContext } from './context.ts';

export function onReactionsSeen({ announcer }: Pick<ConsumerContext, 'announcer'>): Consumer {
  return consumer({
    name: 'on-reactions-seen',
    event: 'messages.reactions_seen.v1',
    schema: ReactionsSeenSchema,
    async handle(trx, { chatId, userId, seqs }) {
      await chatTurn(trx, chatId, 'clear');
      const read = await entriesRead(trx, (eb) =>
        eb.and([eb.and({ userId, chatId, kind: 'reaction' }), eb('seq', 'in', seqs)]),
      );
      return () => announcer.announceRead(...read);
    },
  });
}
