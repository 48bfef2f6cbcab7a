import { kitErrors, refusals } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Telegram } from '../telegram/telegram.ts';
import { receiveUpdate } from '../telegram/update-receive.ts';
import { telegramUpdate } from '../telegram/update.ts';
import { isWebhookSecret, webhookPath } from '../telegram/webhook.ts';

export function receiveTelegramUpdateRoute(app: HttpApp, { bot }: Telegram): void {
  app.post(
    webhookPath,
    {
      config: { access: 'public' },
      // Before the body is read: strangers learn nothing, not even that there is a bot.
      onRequest: async (request) => {
        const secret = bot?.webhookSecret;
        const shown = request.headers['x-telegram-bot-api-secret-token'];
        if (secret === undefined || !isWebhookSecret(secret, shown)) throw kitErrors.not_found();
      },
      schema: {
        tags: ['notifications'],
        operationId: 'receiveTelegramUpdate',
        summary: 'For Telegram: what somebody did in the bot',
        description:
          'Only with TELEGRAM_WEBHOOK, and with the secret header that Telegram was given; else there is nothing here.',
        body: telegramUpdate,
        response: { 204: z.null().describe('It is safe.'), ...refusals(400, 404, 503) },
      },
    },
    async (request, reply) => {
      if (bot) await receiveUpdate(bot.context, request.body);
      return reply.code(204).send(null);
    },
  );
}
