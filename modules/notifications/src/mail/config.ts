import { envInt, readConfig } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

/** Environment variables of letters about what was missed. */
export const mailChannelSchema = z.object({
  MAIL_PAUSE_SECONDS: envInt(0, 86_400)
    .default(600)
    .describe(
      'At most one letter about missed messages per person in this time; what comes meanwhile is in the next.',
    ),
});
export type MailChannelConfig = z.output<typeof mailChannelSchema>;

/** @throws StartError */
export const readMailConfig = (env: Env): MailChannelConfig => readConfig(mailChannelSchema, env);
