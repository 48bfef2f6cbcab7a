import type { SocketEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import type { Bus } from '@bridges/kit';
import { create, toBinary } from '@bufbuild/protobuf';
import { presentInvitation, presentJoinRequest } from '../presenters/invitation.ts';
import type { InvitationView } from '../presenters/invitation.ts';
import { admitters } from '../selectors/admitters.ts';
import { joinRequestCount, joinRequestGet } from '../selectors/join-request-list.ts';
import type { Reader } from '../tables/database.ts';
import type { InvitationRow } from '../tables/invitations.ts';
import type { FindUsers } from './user-finder.ts';

export type GoneInvitation = Pick<InvitationRow, 'id' | 'chatId' | 'userId' | 'inviterId' | 'isHidden'> & {
  outcome: 'accepted' | 'declined' | 'cancelled' | 'expired';
};
export interface GoneRequest {
  chatId: string;
  userId: string;
  outcome: 'approved' | 'declined' | 'withdrawn';
}

/**
 * Tells devices who is invited and who asks to come in. Best effort, after the commit: whoever misses it finds
 * it in the lists at the next connection.
 */
export interface DoorsAnnouncer {
  invited(invitations: readonly InvitationView[]): Promise<void>;
  invitationsGone(gone: readonly GoneInvitation[]): void;
  requested(chatId: string, userId: string): Promise<void>;
  requestsGone(gone: readonly GoneRequest[]): Promise<void>;
}

export function createDoorsAnnouncer(
  bus: Pick<Bus, 'publish'>,
  db: Reader,
  findUsers: FindUsers,
): DoorsAnnouncer {
  const tell = (userIds: Iterable<string>, event: SocketEvent) => {
    const json = Buffer.from(JSON.stringify(event));
    const payload = toBinary(LiveEventSchema, create(LiveEventSchema, { json }));
    for (const userId of userIds) bus.publish(`user:${userId}`, payload);
  };

  return {
    async invited(invitations) {
      const users = await findUsers(invitations.map((one) => one.inviterId));
      for (const view of invitations) {
        tell([view.userId], {
          ev: 'invitation',
          invitation: presentInvitation(view),
          users: users.filter((user) => user.id === view.inviterId),
        });
      }
    },
    invitationsGone(gone) {
      for (const { id, chatId, userId, inviterId, isHidden, outcome } of gone) {
        tell(isHidden ? [inviterId] : new Set([userId, inviterId]), {
          ev: 'invitationGone',
          invitation: id,
          chat: chatId,
          user: userId,
          outcome,
        });
      }
    },
    async requested(chatId, userId) {
      const view = await joinRequestGet(db, chatId, userId);
      // Answered meanwhile: that is told by the one who did it.
      if (!view) return;
      const [users, waiting, admins] = await Promise.all([
        findUsers([userId]),
        joinRequestCount(db, chatId),
        admitters(db, chatId),
      ]);
      const request = presentJoinRequest(view);
      tell([userId], { ev: 'joinRequest', request, users, waiting: null });
      tell(admins, { ev: 'joinRequest', request, users, waiting });
    },
    async requestsGone(gone) {
      for (const { chatId, userId, outcome } of gone) {
        const [waiting, admins] = await Promise.all([joinRequestCount(db, chatId), admitters(db, chatId)]);
        const event = { ev: 'joinRequestGone', chat: chatId, user: userId, outcome } as const;
        tell([userId], { ...event, waiting: null });
        tell(admins, { ...event, waiting });
      }
    },
  };
}
