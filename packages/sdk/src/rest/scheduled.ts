import type { Reminder, ReminderList, Scheduled } from '@bridges/contracts';
import type { Requester } from './request.ts';
import type { ScheduledBody, ScheduledUpdateBody } from './shapes.ts';

/** What is to happen later; live events `scheduled` and `reminder` tell of changes. */
export function scheduledRest(request: Requester) {
  return {
    scheduled: {
      /** In one chat, or in all. */
      list: async (chatId?: string) => {
        const path = chatId === undefined ? '/api/me/scheduled' : `/api/chats/${chatId}/scheduled`;
        return (await request<{ scheduled: Scheduled[] }>('GET', path)).scheduled;
      },
      /** Give a `clientId` to be able to repeat the call safely. */
      create: (chatId: string, body: ScheduledBody) =>
        request<Scheduled>('POST', `/api/chats/${chatId}/scheduled`, { body }),
      update: (id: string, body: ScheduledUpdateBody) =>
        request<Scheduled>('PATCH', `/api/scheduled/${id}`, { body }),
      cancel: (id: string) => request<void>('DELETE', `/api/scheduled/${id}`),
      sendNow: (id: string) => request<void>('POST', `/api/scheduled/${id}/send`),
    },
    reminders: {
      /** With the messages that I may read now, and who wrote them. */
      list: () => request<ReminderList>('GET', '/api/me/reminders'),
      create: (chatId: string, seq: number, at: string) =>
        request<Reminder>('POST', `/api/chats/${chatId}/messages/${seq}/reminders`, { body: { at } }),
      update: (id: string, at: string) =>
        request<Reminder>('PATCH', `/api/reminders/${id}`, { body: { at } }),
      cancel: (id: string) => request<void>('DELETE', `/api/reminders/${id}`),
    },
  };
}
