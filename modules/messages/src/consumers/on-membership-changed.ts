import { MembershipChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { membershipAnnounce } from '../services/membership-announce.ts';
import type { AnnounceContext } from '../services/membership-announce.ts';
import { membershipApply } from '../services/membership-apply.ts';

/** The second way of a membership change: it arrives even if groups died before its call got through. */
export function onMembershipChanged(context: AnnounceContext): Consumer {
  return consumer({
    name: 'on-membership-changed',
    event: 'groups.membership_changed.v1',
    schema: MembershipChangedSchema,
    handle: async (trx, change) => {
      const applied = await membershipApply(trx, change);
      return () => membershipAnnounce(context, change, applied);
    },
  });
}
