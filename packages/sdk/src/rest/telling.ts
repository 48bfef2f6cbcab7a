import type {
  LadderSettings,
  LadderSettingsBody,
  PushSubscriptionBody,
  TelegramCode,
  TelegramState,
  TestTellingAnswer,
  TraceEntry,
} from '@bridges/contracts';
import type { Requester } from './request.ts';

export type TellingChannel = keyof LadderSettings['channels'];

/** How I am told of what I have not seen, and by which ways. */
export function tellingRest(request: Requester) {
  return {
    telling: {
      settings: () => request<LadderSettings>('GET', '/api/notifications/settings'),
      /** What is absent stays as it is. */
      setSettings: (body: LadderSettingsBody) =>
        request<LadderSettings>('PUT', '/api/notifications/settings', { body }),
      /** Over one channel, at once. */
      test: (channel: TellingChannel) =>
        request<TestTellingAnswer>('POST', '/api/notifications/test', { body: { channel } }),
      /** How I was told of a message, or why not: of the last seven days. */
      trace: async (chatId: string, seq: number) =>
        (
          await request<{ entries: TraceEntry[] }>('GET', '/api/notifications/trace', {
            query: { chatId, seq },
          })
        ).entries,
    },
    push: {
      /** What browsers subscribe with. */
      key: async () => (await request<{ publicKey: string }>('GET', '/api/push/key')).publicKey,
      subscribe: (body: PushSubscriptionBody) => request<void>('POST', '/api/push/subscriptions', { body }),
      unsubscribe: (endpoint: string) =>
        request<void>('DELETE', '/api/push/subscriptions', { body: { endpoint } }),
    },
    telegram: {
      get: () => request<TelegramState>('GET', '/api/telegram'),
      /** A code to show to the bot; the one before is worth nothing then. */
      link: () => request<TelegramCode>('POST', '/api/telegram/link'),
      unlink: () => request<void>('DELETE', '/api/telegram'),
    },
  };
}
