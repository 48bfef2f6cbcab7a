import type { ReplyTo } from '@bridges/contracts';
import { client } from '../../../realtime/client.ts';

export interface ScheduledMessage {
  id: string;
  text: string;
  sendAt: string;
}
interface ScheduledBody {
  text: string;
  sendAt: string;
  replyTo?: ReplyTo;
}

const { request } = client.rest;

/** What is to happen later: messages that wait to be sent, and reminders. */
export const scheduled = {
  list: async (chatId: string) =>
    (await request<{ scheduled: ScheduledMessage[] }>('GET', `/api/chats/${chatId}/scheduled`)).scheduled,
  create: (chatId: string, body: ScheduledBody) =>
    request<ScheduledMessage>('POST', `/api/chats/${chatId}/scheduled`, { body }),
  update: (id: string, body: ScheduledBody) =>
    request<ScheduledMessage>('PATCH', `/api/scheduled/${id}`, { body }),
  sendNow: (id: string) => request<unknown>('POST', `/api/scheduled/${id}/send`),
  remove: (id: string) => request<unknown>('DELETE', `/api/scheduled/${id}`),
};
export const remind = (chatId: string, seq: number, remindAt: string) =>
  request<unknown>('POST', '/api/reminders', { body: { chatId, seq, remindAt } });
