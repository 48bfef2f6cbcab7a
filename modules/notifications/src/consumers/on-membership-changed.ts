import { MembershipChangedSchema } from '@bridges/contracts/proto';
import type { MembershipChanged } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { membershipClear } from '../services/membership-clear.ts';
import type { ConsumerContext } from './context.ts';

/** Who is out is told nothing more of the chat; who came in needs no invitation. */
export function onMembershipChanged({
  announcer,
  ladder,
}: Pick<ConsumerContext, 'announcer' | 'ladder'>): Consumer {
  return consumer({
    name: 'on-membership-changed',
    event: 'groups.membership_changed.v1',
    schema: MembershipChangedSchema,
    async handle(trx, change) {
      const { read, changed, gone } = await membershipClear(trx, change);
      await ladder.forget(trx, change.chatId, whoIsOut(change));
      return () => {
        announcer.announceRead(...read);
        announcer.announceCreated(...changed);
        announcer.announceGone(...gone);
      };
    },
  });
}

function whoIsOut({ group, changes }: MembershipChanged): string[] | 'all' {
  if (group?.isDeleted) return 'all';
  return changes.flatMap(({ userId, role }) => (role === '' ? [userId] : []));
}
