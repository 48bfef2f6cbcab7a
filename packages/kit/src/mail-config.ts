import { z } from 'zod';
import { StartError, envFlag, envInt } from './config.ts';
import { LogMailer } from './mail-log.ts';
import { SmtpMailer } from './mail-smtp.ts';
import { isMailAddress, noMailer } from './mail.ts';
import type { Mailer } from './mail.ts';
import type { Logger } from './logger.ts';

/** `address`, or `Name <address>`. */
const sender = z
  .string()
  .transform((text) => {
    const [, name = '', address = text.trim()] = /^([^<>]*)<([^<>]+)>\s*$/.exec(text) ?? [];
    return { name: name.trim().replace(/^"(.*)"$/, '$1'), address };
  })
  .refine(({ address }) => isMailAddress(address), {
    message: 'it must look like Bridges <bridges@example.org>',
  });

/** Environment variables of sending letters; nothing set: no letters. */
export const mailConfig = {
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/\s]+\/?$/, 'it must look like smtp://user:password@mail.example.org:587')
    .optional()
    .describe('Server that takes letters: smtp:// (STARTTLS) or smtps:// (TLS from the start).'),
  SMTP_TLS: z
    .enum(['auto', 'required', 'off'])
    .default('auto')
    .describe(
      'With smtp://: `auto` encrypts where the server offers it and always before a password, but not on this machine.',
    ),
  SMTP_TIMEOUT_MS: envInt(100, 600_000)
    .default(20_000)
    .describe('How long the mail server may be silent before the letter waits for later.'),
  MAIL_FROM: sender.optional().describe('Sender of letters, e.g. `Bridges <bridges@example.org>`.'),
  MAIL_TO_LOG: envFlag
    .default(false)
    .describe('For development: letters go into the log, links and all, instead of to anybody.'),
};
export const mailConfigSchema = z.object(mailConfig);
export type MailConfig = z.output<typeof mailConfigSchema>;

/** @throws StartError */
export function createMailer(
  config: MailConfig & { PUBLIC_URL?: string | undefined },
  log: Pick<Logger, 'info' | 'warn'>,
  isProduction: boolean,
): Mailer {
  const { SMTP_URL: url, MAIL_FROM: from } = config;
  if (config.MAIL_TO_LOG) {
    if (isProduction) throw new StartError('MAIL_TO_LOG is for development: letters hold secret links.');
    return new LogMailer(log);
  }
  if (url === undefined) return noMailer;
  if (from === undefined) throw new StartError('SMTP_URL needs MAIL_FROM, the sender of letters.');
  if (config.PUBLIC_URL === undefined)
    throw new StartError('SMTP_URL needs PUBLIC_URL: links in letters lead there.');
  return new SmtpMailer({
    url: new URL(url),
    from,
    tls: config.SMTP_TLS,
    timeoutMs: config.SMTP_TIMEOUT_MS,
    log,
  });
}
