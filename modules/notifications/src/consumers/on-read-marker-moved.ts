import { ReadMarkerMovedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { chatTurn } from '../services/chat-turn.ts';
import { entriesRead } from '../services/entries-read.ts';
import type { ConsumerContext } from './context.ts';

/** Reading a chat reads what its messages caused. Reactions are to earlier ones: they are seen, not read past. */
export function onReadMarkerMoved({
  announcer,
  ladder,
}: Pick<ConsumerContext, 'announcer' | 'ladder'>): Consumer {
  return consumer({
    name: 'on-read-marker-moved',
    event: 'messages.read_marker_moved.v1',
    schema: ReadMarkerMovedSchema,
    async handle(trx, { chatId, userId, seq }) {
      await chatTurn(trx, chatId, 'clear');
      const read = await entriesRead(trx, (eb) =>
        eb.and([
          eb('userId', '=', userId),
          eb('chatId', '=', chatId),
          eb('kind', 'in', ['mention', 'reply', 'added_to_group']),
          eb.or([eb('seq', 'is', null), eb('seq', '<=', seq)]),
        ]),
      );
      await ladder.clear(trx, { userId, chatId, seq });
      return () => announcer.announceRead(...read);
    },
  });
}
