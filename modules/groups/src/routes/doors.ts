import type { HttpApp } from '@bridges/kit';
import type { Doors } from '../services/doors.ts';
import { acceptInvitationRoute } from './accept-invitation.ts';
import { answerJoinRequestRoutes } from './answer-join-request.ts';
import { cancelInvitationRoute } from './cancel-invitation.ts';
import { createInviteLinkRoute } from './create-invite-link.ts';
import { declineInvitationRoute } from './decline-invitation.ts';
import { inviteUsersRoute } from './invite-users.ts';
import { joinByLinkRoute } from './join-by-link.ts';
import { listGroupInvitationsRoute } from './list-group-invitations.ts';
import { listInvitationsRoute } from './list-invitations.ts';
import { listInviteLinksRoute } from './list-invite-links.ts';
import { listJoinRequestsRoute } from './list-join-requests.ts';
import { listMyJoinRequestsRoute } from './list-my-join-requests.ts';
import { previewInviteLinkRoute } from './preview-invite-link.ts';
import { revokeInviteLinkRoute } from './revoke-invite-link.ts';
import { withdrawJoinRequestRoute } from './withdraw-join-request.ts';

const all = [
  inviteUsersRoute,
  listGroupInvitationsRoute,
  listInvitationsRoute,
  acceptInvitationRoute,
  declineInvitationRoute,
  cancelInvitationRoute,
  createInviteLinkRoute,
  listInviteLinksRoute,
  revokeInviteLinkRoute,
  previewInviteLinkRoute,
  joinByLinkRoute,
  listJoinRequestsRoute,
  answerJoinRequestRoutes,
  listMyJoinRequestsRoute,
  withdrawJoinRequestRoute,
];

/** Invitations, invite links and requests to join. */
export function addDoorRoutes(app: HttpApp, doors: Doors): void {
  for (const add of all) add(app, doors);
}
