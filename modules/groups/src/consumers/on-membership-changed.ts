import { MembershipChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { inBackground } from '../services/doors.ts';
import type { DoorsAnnouncer } from '../services/doors-announcer.ts';
import { doorsSweep } from '../services/doors-sweep.ts';

/** Our own event: what it means for invitations and requests, whichever act it came from. */
export function onMembershipChanged(announcer: DoorsAnnouncer): Consumer {
  return consumer({
    name: 'on-membership-changed',
    event: 'groups.membership_changed.v1',
    schema: MembershipChangedSchema,
    handle: async (trx, change) => {
      const { invitations, requests } = await doorsSweep(trx, change);
      return () => {
        announcer.invitationsGone(invitations);
        inBackground(announcer.requestsGone(requests));
      };
    },
  });
}
