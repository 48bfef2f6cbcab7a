import { telegramState } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { presentTelegram } from '../presenters/telegram-state.ts';
import { telegramLinkOf } from '../selectors/telegram-links.ts';
import type { Reader } from '../tables/database.ts';
import type { Telegram } from '../telegram/telegram.ts';

export function getTelegramRoute(app: HttpApp, db: Reader, { bot }: Telegram): void {
  app.get(
    '/api/telegram',
    {
      config: { access: 'user' },
      schema: {
        tags: ['notifications'],
        operationId: 'getTelegram',
        summary: 'Whether Telegram tells me what I miss',
        response: { 200: telegramState, ...refusals(401) },
      },
    },
    async (request) => {
      const link = await telegramLinkOf(db, { userId: viewerOf(request).userId });
      return presentTelegram(link, bot?.identity);
    },
  );
}
