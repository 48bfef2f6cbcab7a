import { envFlag, envInt, readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

export const telegramConfigSchema = z.object({
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{1,20}:[\w-]{20,100}$/, 'it must be what @BotFather gave, like 123456:ABC-DEF…')
    .optional()
    .describe('Token of the Telegram bot that tells people what they missed; without it there is none.'),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/ })
    .default('https://api.telegram.org')
    .transform((url) => url.replace(/\/+$/, ''))
    .describe('Where the Bot API is: your own Bot API server, or one for tests.'),
  TELEGRAM_WEBHOOK: envFlag
    .default(false)
    .describe(
      'Whether Telegram calls PUBLIC_URL (https) when somebody writes to the bot, instead of being asked.',
    ),
  RATE_LIMIT_TELEGRAM_LINKS_PER_USER: envInt(1, 10_000_000)
    .default(20)
    .describe('Codes to link Telegram that one user may get in an hour.'),
  RATE_LIMIT_TELEGRAM_TRIES: envInt(1, 10_000_000)
    .default(10)
    .describe('Codes that one Telegram account may try in 10 minutes.'),
  RATE_LIMIT_TELEGRAM_ACTS_PER_MINUTE: envInt(1, 10_000_000)
    .default(60)
    .describe('Replies and buttons of one Telegram account in a minute.'),
});
export type TelegramConfig = z.output<typeof telegramConfigSchema>;

/** @throws StartError */
export const readTelegramConfig = (env: Env): TelegramConfig => readConfig(telegramConfigSchema, env);
