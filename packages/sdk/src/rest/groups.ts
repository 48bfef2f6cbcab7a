import type { Group } from '@bridges/contracts';
import type { Requester } from './request.ts';
import type { GroupCreateBody, NotificationPage, PageQuery } from './shapes.ts';

/** Groups and their members. */
export function groupsRest(request: Requester) {
  return {
    groups: {
      create: (body: GroupCreateBody) => request<Group>('POST', '/api/groups', { body }),
      get: (chatId: string) => request<Group>('GET', `/api/groups/${chatId}`),
      addMembers: (chatId: string, userIds: readonly string[]) =>
        request<void>('POST', `/api/groups/${chatId}/members`, { body: { userIds } }),
      /** With my own id: leave. */
      removeMember: (chatId: string, userId: string) =>
        request<void>('DELETE', `/api/groups/${chatId}/members/${userId}`),
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
