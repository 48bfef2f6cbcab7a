import type {
  BanPage,
  FoundGroup,
  Group,
  GroupMemberPage,
  GroupPage,
  GroupWithRefused,
  JoinOutcome,
  MemberRole,
} from '@bridges/contracts';
import type { Requester } from './request.ts';
import type {
  GroupCreateBody,
  GroupQuery,
  GroupUpdate,
  MemberQuery,
  NotificationPage,
  PageQuery,
} from './shapes.ts';

/** Groups and their members. */
export function groupsRest(request: Requester) {
  return {
    groups: {
      create: (body: GroupCreateBody) => request<GroupWithRefused>('POST', '/api/groups', { body }),
      /** Public groups and mine. */
      list: (query: GroupQuery = {}, signal?: AbortSignal) =>
        request<GroupPage>('GET', '/api/groups', { query: { ...query }, signal }),
      get: (chatId: string) => request<Group>('GET', `/api/groups/${chatId}`),
      byHandle: (handle: string) =>
        request<FoundGroup>('GET', `/api/groups/by-handle/${encodeURIComponent(handle)}`),
      update: (chatId: string, body: GroupUpdate) =>
        request<Group>('PATCH', `/api/groups/${chatId}`, { body }),
      /** For all; nobody reads it any more. */
      delete: (chatId: string) => request<void>('DELETE', `/api/groups/${chatId}`),
      /** A public one: joined, or asked to join. */
      join: (chatId: string) => request<JoinOutcome>('POST', `/api/groups/${chatId}/join`),
      joinByHandle: (handle: string) =>
        request<JoinOutcome>('POST', '/api/groups/join', { body: { handle } }),
      members: (chatId: string, query: MemberQuery = {}) =>
        request<GroupMemberPage>('GET', `/api/groups/${chatId}/members`, { query: { ...query } }),
      addMembers: (chatId: string, userIds: readonly string[]) =>
        request<GroupWithRefused>('POST', `/api/groups/${chatId}/members`, { body: { userIds } }),
      /** With my own id: leave. */
      removeMember: (chatId: string, userId: string) =>
        request<void>('DELETE', `/api/groups/${chatId}/members/${userId}`),
      setRole: (chatId: string, userId: string, role: MemberRole) =>
        request<void>('PUT', `/api/groups/${chatId}/members/${userId}/role`, { body: { role } }),
      /** I become an admin. */
      handOver: (chatId: string, userId: string) =>
        request<Group>('POST', `/api/groups/${chatId}/owner`, { body: { userId } }),
      bans: (chatId: string, query: PageQuery = {}) =>
        request<BanPage>('GET', `/api/groups/${chatId}/bans`, { query: { ...query } }),
      /** Removed, too, if a member. */
      ban: (chatId: string, userId: string) => request<void>('PUT', `/api/groups/${chatId}/bans/${userId}`),
      liftBan: (chatId: string, userId: string) =>
        request<void>('DELETE', `/api/groups/${chatId}/bans/${userId}`),
    },
  };
}

/** My inbox. */
export function notificationsRest(request: Requester) {
  return {
    notifications: {
      list: (query: PageQuery = {}) =>
        request<NotificationPage>('GET', '/api/notifications', { query: { ...query } }),
      markRead: (id: string) => request<void>('POST', `/api/notifications/${id}/read`),
      markAllRead: () => request<void>('POST', '/api/notifications/read-all'),
    },
  };
}
