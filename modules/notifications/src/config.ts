import { readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

/** Environment variables of the ladder; those of Telegram and of e-mail stand with them. */
export const ladderConfigSchema = z.object({
  INBOX_MESSAGES_AFTER_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(3)
    .describe('What is unread for so long has an entry in the inbox, one a chat.'),
  PUSH_CONTACT: z
    .string()
    .regex(
      /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/,
      'it must be mailto:somebody@example.org or an https address',
    )
    .optional()
    .describe(
      'Whom push services may write to about this installation; without it PUBLIC_URL, if that is https.',
    ),
  PUSH_TEST_PORTS: z
    .string()
    .regex(/^(\d{1,5}(,\d{1,5})*)?$/, 'it must be ports, by comma')
    .default('')
    .transform((text) => text.split(',').filter(Boolean).map(Number))
    .describe('For tests only: ports of this machine that pushes may go to although it is not public.'),
});
export type LadderConfig = z.output<typeof ladderConfigSchema>;

/** @throws StartError */
export const readLadderConfig = (env: Env): LadderConfig => readConfig(ladderConfigSchema, env);
