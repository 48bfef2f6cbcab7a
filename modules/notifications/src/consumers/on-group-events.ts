import {
  DoorsClosedSchema,
  InvitationCreatedSchema,
  JoinRequestedSchema,
  MemberRemovedSchema,
  MembersAddedSchema,
} from '@bridges/contracts/proto';
import { consumer } from '@bridges/kit';
import type { Consumer } from '@bridges/kit';
import { groupKey } from '../policies/merge-keys.ts';
import { doorsForget } from '../services/doors-forget.ts';
import { groupNotify } from '../services/group-notify.ts';
import type { ConsumerContext } from './context.ts';

/** What groups tell of somebody in person. */
export function onGroupEvents({ announcer, broker }: Omit<ConsumerContext, 'messages'>): Consumer[] {
  const tell = async (...news: Parameters<typeof groupNotify>) => {
    const rows = await groupNotify(...news);
    return () => {
      broker.kick();
      announcer.announceCreated(...rows);
    };
  };
  return [
    consumer({
      name: 'on-invitation-created',
      event: 'groups.invitation_created.v1',
      schema: InvitationCreatedSchema,
      handle: (trx, { invitationId, chatId, title, inviterId: actorId, userId }) =>
        tell(trx, [userId], {
          kind: 'invitation',
          chatId,
          actorId,
          details: { title, invitationId },
          mergeKey: groupKey('invitation', chatId),
        }),
    }),
    consumer({
      name: 'on-join-requested',
      event: 'groups.join_requested.v1',
      schema: JoinRequestedSchema,
      handle: (trx, { chatId, title, userId: actorId, adminIds }) =>
        tell(trx, adminIds, {
          kind: 'join_request',
          chatId,
          actorId,
          details: { title },
          mergeKey: groupKey('join_request', chatId),
        }),
    }),
    consumer({
      name: 'on-doors-closed',
      event: 'groups.doors_closed.v1',
      schema: DoorsClosedSchema,
      async handle(trx, closed) {
        const { changed, gone } = await doorsForget(trx, closed);
        return () => {
          announcer.announceCreated(...changed);
          announcer.announceGone(...gone);
        };
      },
    }),
    consumer({
      name: 'on-members-added',
      event: 'groups.members_added.v1',
      schema: MembersAddedSchema,
      handle: (trx, { chatId, title, actorId, userIds }) =>
        tell(trx, userIds, { kind: 'added_to_group', chatId, actorId, details: { title } }),
    }),
    consumer({
      name: 'on-member-removed',
      event: 'groups.member_removed.v1',
      schema: MemberRemovedSchema,
      handle: (trx, { chatId, title, actorId, userId, isBanned }) =>
        tell(trx, [userId], { kind: 'removed_from_group', chatId, actorId, details: { title, isBanned } }),
    }),
  ];
}
