import { errorBody, ladderSettings, ladderSettingsBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Channels } from '../channels/channels.ts';
import { presentLadderSettings, toSettings } from '../presenters/ladder-settings.ts';
import { spokenSettings } from '../services/languages.ts';
import type { AskLanguages } from '../services/languages.ts';
import { ladderSettingsSet } from '../services/ladder-settings-set.ts';
import type { Db } from '../tables/database.ts';

export interface LadderSettingsContext {
  db: Db;
  channels: Channels;
  accounts: AskLanguages;
}

/** How I want to be told of what I have not seen. */
export function ladderSettingsRoutes(app: HttpApp, { db, channels, accounts }: LadderSettingsContext): void {
  const answer = async (userId: string) => {
    const [settings, reached] = await Promise.all([
      spokenSettings(db, accounts, [userId]),
      channels.reachable([userId]),
    ]);
    return presentLadderSettings(settings(userId), {
      isAvailable: (name) => channels.get(name) !== undefined,
      isReady: (name) => reached.get(userId)?.includes(name) ?? false,
    });
  };
  app.get(
    '/api/notifications/settings',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'getNotificationSettings',
        summary: 'How I am told of what I have not seen',
        description:
          'The steps of the ladder with their delays, quiet hours, and which channels are set up. How loud a chat is, is one of its marks.',
        response: { 200: ladderSettings, 401: errorBody.describe('kit.unauthenticated') },
      },
    },
    (request) => answer(viewerOf(request).userId),
  );
  app.put(
    '/api/notifications/settings',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'setNotificationSettings',
        summary: 'Choose how I am told',
        description: 'What is absent stays as it is. Holds for what is told from now on.',
        body: ladderSettingsBody,
        response: {
          200: ladderSettings,
          400: errorBody.describe('http.invalid_request'),
          401: errorBody.describe('kit.unauthenticated'),
        },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await ladderSettingsSet(db, userId, toSettings(request.body));
      return answer(userId);
    },
  );
}
