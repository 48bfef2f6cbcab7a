import { BlockChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import type { DoorsAnnouncer } from '../services/doors-announcer.ts';
import { invitationsHide } from '../services/invitations-hide.ts';

/** Whoever is blocked invites nobody of those who blocked him. */
export function onBlockChanged(announcer: Pick<DoorsAnnouncer, 'invitationsGone'>): Consumer {
  return consumer({
    name: 'on-block-changed',
    event: 'accounts.block_changed.v1',
    schema: BlockChangedSchema,
    handle: async (trx, block) => {
      const hidden = block.isBlocked ? await invitationsHide(trx, block) : [];
      return () => announcer.invitationsGone(hidden);
    },
  });
}
