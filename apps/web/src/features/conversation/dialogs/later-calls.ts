import type { Scheduled, ScheduledBody, ScheduledUpdateBody } from '@bridges/contracts';
import { client } from '../../../realtime/client.ts';

const { request } = client.rest;

/** Messages that wait to be sent. */
export const scheduled = {
  list: async (chatId: string) =>
    (await request<{ scheduled: Scheduled[] }>('GET', `/api/chats/${chatId}/scheduled`)).scheduled,
  create: (chatId: string, body: ScheduledBody) =>
    request<Scheduled>('POST', `/api/chats/${chatId}/scheduled`, { body }),
  update: (id: string, body: ScheduledUpdateBody) =>
    request<Scheduled>('PATCH', `/api/scheduled/${id}`, { body }),
  sendNow: (id: string) => request<unknown>('POST', `/api/scheduled/${id}/send`),
  remove: (id: string) => request<unknown>('DELETE', `/api/scheduled/${id}`),
};

/** Asks to be told of a message again. */
export const remind = (chatId: string, seq: number, at: string) =>
  request<unknown>('POST', `/api/chats/${chatId}/messages/${seq}/reminders`, { body: { at } });
