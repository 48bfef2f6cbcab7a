import { z } from 'zod';

const telegramId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const from = z.object({
  id: telegramId,
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.object({ id: z.number().int(), type: z.string() });
const messageId = z.number().int().min(0);
/** Something the bot wrote; `date` in seconds since 1970, by Telegram's clock, 0: not known (any more). */
const shown = z.object({ message_id: messageId, date: z.number().int().min(0).default(0) });

/** What we read of an update of the Bot API; the rest of it falls away. */
export const telegramUpdate = z
  .object({
    update_id: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    message: z
      .object({
        message_id: messageId,
        chat,
        from: from.optional(),
        text: z.string().optional(),
        reply_to_message: shown.optional(),
      })
      .optional(),
    callback_query: z
      .object({
        id: z.string(),
        from,
        data: z.string().optional(),
        message: shown.extend({ chat }).optional(),
      })
      .optional(),
    my_chat_member: z.object({ chat, from, new_chat_member: z.object({ status: z.string() }) }).optional(),
  })
  .meta({
    example: {
      update_id: 700001,
      message: {
        message_id: 12,
        chat: { id: 5000000001, type: 'private' },
        from: { id: 5000000001, first_name: 'Alice', language_code: 'en' },
        text: '/start qjZ2m3N1r8p0wXkTqYh3-w',
      },
    },
  });
export type TelegramUpdate = z.infer<typeof telegramUpdate>;
export type TelegramMessage = NonNullable<TelegramUpdate['message']>;
export type TelegramPress = NonNullable<TelegramUpdate['callback_query']>;
export type TelegramShown = z.infer<typeof shown>;
export type TelegramSender = z.infer<typeof from>;

export const wantedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;
