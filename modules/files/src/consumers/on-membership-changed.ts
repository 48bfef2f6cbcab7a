import { MembershipChangedSchema } from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { chatUnlink } from '../services/chat-unlink.ts';

/** A group that is gone shows no files any more; all else of groups is asked at downloads. */
export const onMembershipChanged = (): Consumer =>
  consumer({
    name: 'on-membership-changed',
    event: 'groups.membership_changed.v1',
    schema: MembershipChangedSchema,
    async handle(trx, { chatId, group }) {
      if (group?.isDeleted) await chatUnlink(trx, chatId);
    },
  });
