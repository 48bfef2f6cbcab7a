import type {
  AccountsOverview,
  AdminActList,
  DeadEvent,
  DeadEventList,
  DeadJobList,
  FilesOverview,
  GatewayOverview,
  GroupsOverview,
  MessagesOverview,
  NotificationsOverview,
  ReplayAnswer,
  TraceEntry,
} from '@bridges/contracts';
import { client } from '../../realtime/client.ts';

const { request } = client.rest;

/** Modules that keep work of their own. */
export const workers = ['accounts', 'groups', 'messages', 'files', 'notifications'] as const;
export type Worker = (typeof workers)[number];

export const overviewCalls = {
  accounts: () => request<AccountsOverview>('GET', '/api/admin/overview/accounts'),
  groups: () => request<GroupsOverview>('GET', '/api/admin/overview/groups'),
  gateway: () => request<GatewayOverview>('GET', '/api/admin/overview/gateway'),
  messages: () => request<MessagesOverview>('GET', '/api/admin/overview/messages'),
  files: () => request<FilesOverview>('GET', '/api/admin/overview/files'),
  notifications: () => request<NotificationsOverview>('GET', '/api/admin/overview/notifications'),
};

export const listJobs = (module: Worker) => request<DeadJobList>('GET', `/api/admin/jobs/${module}`);
export const retryJob = (module: Worker, id: string) =>
  request<void>('POST', `/api/admin/jobs/${module}/${id}/retry`);
export const dropJob = (module: Worker, id: string) =>
  request<void>('DELETE', `/api/admin/jobs/${module}/${id}`);

export const listEvents = (module: Worker) => request<DeadEventList>('GET', `/api/admin/events/${module}`);
const pathOf = (module: Worker, { consumer, eventId }: DeadEvent) =>
  `/api/admin/events/${module}/${encodeURIComponent(consumer)}/${eventId}`;
export const replayEvent = (module: Worker, event: DeadEvent) =>
  request<ReplayAnswer>('POST', `${pathOf(module, event)}/replay`);
export const dropEvent = (module: Worker, event: DeadEvent) => request<void>('DELETE', pathOf(module, event));

export const listActs = (module: Worker, query: Record<string, string | number> = {}) =>
  request<AdminActList>('GET', `/api/admin/acts/${module}`, { query });

export const traceOf = async (userId: string, chatId: string, seq: number) =>
  (
    await request<{ entries: TraceEntry[] }>('GET', '/api/admin/notifications/trace', {
      query: { userId, chatId, seq },
    })
  ).entries;
