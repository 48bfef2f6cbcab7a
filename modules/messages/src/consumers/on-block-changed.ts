import { BlockChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { blockAnnounce, blockApply } from '../services/block-apply.ts';
import type { LiveAnnouncer } from '../services/live-announcer.ts';

/** The second way of a block: it arrives even if accounts died before its call got through. */
export function onBlockChanged(live: Pick<LiveAnnouncer, 'chatChanged' | 'chatSilenced'>): Consumer {
  return consumer({
    name: 'on-block-changed',
    event: 'accounts.block_changed.v1',
    schema: BlockChangedSchema,
    handle: async (trx, block) => {
      const chat = await blockApply(trx, block);
      return () => void blockAnnounce(live, block, chat).catch(() => undefined);
    },
  });
}
