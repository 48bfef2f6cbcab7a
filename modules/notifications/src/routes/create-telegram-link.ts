import { errorBody, telegramCode } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { telegramLinkBegin } from '../services/telegram-link-begin.ts';
import type { Db } from '../tables/database.ts';
import type { Telegram } from '../telegram/telegram.ts';

export function createTelegramLinkRoute(app: HttpApp, db: Db, { bot, linkLimit }: Telegram): void {
  app.post(
    '/api/telegram/link',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'createTelegramLink',
        summary: 'A code that links my Telegram',
        description:
          'Show it to the bot within ten minutes, by opening `url` in Telegram. A new code ends the one before.',
        response: {
          201: telegramCode,
          409: errorBody.describe('notifications.telegram_not_configured'),
          503: errorBody.describe('notifications.telegram_unavailable'),
          ...refusals(401, 429),
        },
      },
    },
    async (request, reply) => {
      const { userId } = viewerOf(request);
      const code = await telegramLinkBegin(db, { linkLimit, bot: bot?.identity }, userId);
      return reply.code(201).header('cache-control', 'no-store').send(code);
    },
  );
}
