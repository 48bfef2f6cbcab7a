import { ReadMarkerMovedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { chatReadClear } from '../services/chat-entries-clear.ts';
import type { ConsumerContext } from './context.ts';

export function onReadMarkerMoved({
  announcer,
  ladder,
  entriesAfterSeconds,
}: Pick<ConsumerContext, 'announcer' | 'ladder' | 'entriesAfterSeconds'>): Consumer {
  return consumer({
    name: 'on-read-marker-moved',
    event: 'messages.read_marker_moved.v1',
    schema: ReadMarkerMovedSchema,
    async handle(trx, place) {
      const { read, gone } = await chatReadClear(trx, ladder, place, entriesAfterSeconds);
      return () => {
        announcer.announceRead(...read);
        announcer.announceGone(...gone);
      };
    },
  });
}
