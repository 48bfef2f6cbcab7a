import type { AdminChats, AdminGroupDetails, AdminGroupsPage, AdminMembers } from '@bridges/contracts';
import { client } from '../../realtime/client.ts';

const { request } = client.rest;
const of = (id: string) => `/api/admin/groups/${id}`;

export interface ChatActivity {
  messages: number;
  lastActivityAt: string;
}
export type ListedGroups = AdminGroupsPage & { activity: Readonly<Record<string, ChatActivity>> };

/** A page of groups with how lively they are, which another module knows; without that when it is away. */
export async function listGroups(
  query: Record<string, string | number>,
  signal?: AbortSignal,
): Promise<ListedGroups> {
  const page = await request<AdminGroupsPage>('GET', '/api/admin/groups', {
    query,
    ...(signal && { signal }),
  });
  return { ...page, activity: await activityOf(page.groups.map(({ chatId }) => chatId)) };
}

export async function activityOf(ids: readonly string[]): Promise<Record<string, ChatActivity>> {
  if (ids.length === 0) return {};
  try {
    const { chats } = await request<AdminChats>('GET', '/api/admin/chats', { query: { ids: ids.join() } });
    return Object.fromEntries(chats.map(({ chatId, ...activity }) => [chatId, activity]));
  } catch {
    return {};
  }
}

export const getGroup = (id: string) => request<AdminGroupDetails>('GET', of(id));
export const listMembers = (id: string, search: string) =>
  request<AdminMembers>('GET', `${of(id)}/members`, { query: { limit: 20, ...(search && { search }) } });
export const deleteGroup = (id: string, reason: string) =>
  request<void>('POST', `${of(id)}/delete`, { body: { reason } });
export const setOwner = (id: string, userId: string, reason: string) =>
  request<void>('POST', `${of(id)}/owner`, { body: { userId, reason } });
