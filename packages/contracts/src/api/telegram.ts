import { z } from 'zod';
import { timestamp } from './common.ts';

export const telegramState = z
  .object({
    isConfigured: z.boolean().meta({ description: 'Whether this installation has a bot.' }),
    botUsername: z
      .string()
      .nullable()
      .meta({ description: 'Without @. null: there is no bot, or Telegram has not answered yet.' }),
    link: z
      .object({
        name: z.string().meta({ description: 'As the Telegram account calls itself.' }),
        username: z.string().nullable(),
        linkedAt: timestamp,
        isBlocked: z.boolean().meta({ description: 'I stopped the bot in Telegram: nothing is told there.' }),
      })
      .nullable(),
  })
  .meta({
    id: 'TelegramState',
    example: {
      isConfigured: true,
      botUsername: 'bridges_bot',
      link: { name: 'Alice A.', username: 'alice', linkedAt: '2026-11-21T09:30:00.000Z', isBlocked: false },
    },
  });
export type TelegramState = z.infer<typeof telegramState>;

export const telegramCode = z
  .object({
    code: z.string().meta({ description: 'Works once, for ten minutes. The latest of a user counts.' }),
    url: z.url().meta({ description: 'Opens the bot in Telegram with the code, for a link or a QR code.' }),
    expiresAt: timestamp,
  })
  .meta({
    id: 'TelegramCode',
    example: {
      code: 'qjZ2m3N1r8p0wXkTqYh3-w',
      url: 'https://t.me/bridges_bot?start=qjZ2m3N1r8p0wXkTqYh3-w',
      expiresAt: '2026-11-21T09:40:00.000Z',
    },
  });
export type TelegramCode = z.infer<typeof telegramCode>;
