import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Db } from '../tables/database.ts';
import { unlinkInSettings } from '../telegram/unlink.ts';
import type { Telegram } from '../telegram/telegram.ts';

export function unlinkTelegramRoute(app: HttpApp, db: Db, telegram: Telegram): void {
  app.delete(
    '/api/telegram',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'unlinkTelegram',
        summary: 'Tell me nothing more in Telegram',
        description: 'May be repeated. The bot says so there. A code that waits is worth nothing any more.',
        response: { 204: z.null().describe('Nothing is linked.'), ...refusals(401) },
      },
    },
    async (request, reply) => {
      await unlinkInSettings(db, telegram, viewerOf(request).userId);
      return reply.code(204).send(null);
    },
  );
}
