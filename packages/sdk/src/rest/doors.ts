import type {
  CreatedInviteLink,
  Group,
  Invitation,
  InvitationPage,
  InviteLinkList,
  InviteLinkPreview,
  JoinOutcome,
  JoinRequestPage,
  MyJoinRequests,
} from '@bridges/contracts';
import type { Requester } from './request.ts';
import type { InviteBody, InviteLinkBody, PageQuery } from './shapes.ts';

/** The ways into groups: invitations, invite links, requests to join. */
export function doorsRest(request: Requester) {
  return {
    invitations: {
      /** Mine, which wait for my answer. */
      list: (query: PageQuery = {}) =>
        request<InvitationPage>('GET', '/api/invitations', { query: { ...query } }),
      /** Resolves to the group, which I am in then. */
      accept: (id: string) => request<Group>('POST', `/api/invitations/${id}/accept`),
      decline: (id: string) => request<void>('POST', `/api/invitations/${id}/decline`),
      cancel: (id: string) => request<void>('DELETE', `/api/invitations/${id}`),
      ofGroup: (chatId: string, query: PageQuery = {}) =>
        request<InvitationPage>('GET', `/api/groups/${chatId}/invitations`, { query: { ...query } }),
      invite: async (chatId: string, body: InviteBody) =>
        (await request<{ invitations: Invitation[] }>('POST', `/api/groups/${chatId}/invitations`, { body }))
          .invitations,
    },
    inviteLinks: {
      list: (chatId: string) => request<InviteLinkList>('GET', `/api/groups/${chatId}/invite-links`),
      /** The secret is told this once. */
      create: (chatId: string, body: InviteLinkBody) =>
        request<CreatedInviteLink>('POST', `/api/groups/${chatId}/invite-links`, { body }),
      revoke: (chatId: string, linkId: string) =>
        request<void>('DELETE', `/api/groups/${chatId}/invite-links/${linkId}`),
      preview: (secret: string) =>
        request<InviteLinkPreview>('GET', `/api/invite-links/${encodeURIComponent(secret)}`),
      join: (secret: string) =>
        request<JoinOutcome>('POST', `/api/invite-links/${encodeURIComponent(secret)}/join`),
    },
    joinRequests: {
      /** Mine, and how many wait for me by group. */
      mine: () => request<MyJoinRequests>('GET', '/api/join-requests'),
      withdraw: (chatId: string) => request<void>('DELETE', `/api/join-requests/${chatId}`),
      ofGroup: (chatId: string, query: PageQuery = {}) =>
        request<JoinRequestPage>('GET', `/api/groups/${chatId}/join-requests`, { query: { ...query } }),
      approve: (chatId: string, userId: string) =>
        request<void>('POST', `/api/groups/${chatId}/join-requests/${userId}/approve`),
      decline: (chatId: string, userId: string) =>
        request<void>('POST', `/api/groups/${chatId}/join-requests/${userId}/decline`),
    },
  };
}
