import { email, password, username } from '@bridges/contracts';
import { envInt, readConfig, StartError } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

const rate = (points: number) => envInt(1, 1_000_000_000).default(points);

/** `name:secret`, several with commas between. Secrets begin with `bsk_`, as those that we make. */
const serviceKeys = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((pair) => (pair.trim() === '' ? [] : [pair.trim()])))
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^[\w.-]{1,64}:bsk_[\w-]{32,200}$/,
          'each must be name:bsk_… with 32 or more characters after bsk_',
        )
        .transform((pair) => {
          const [name = '', secret = ''] = pair.split(':');
          return { name, secret };
        }),
    ),
  );

/** Environment variables of accounts. */
export const configSchema = z.object({
  ADMIN_USERNAME: username.default('admin').describe('Username of the first administrator.'),
  ADMIN_EMAIL: email
    .optional()
    .describe('With ADMIN_PASSWORD: makes the first administrator at start, instead of the set-up link.'),
  ADMIN_PASSWORD: password.optional().describe('With ADMIN_EMAIL: the first password of that administrator.'),
  SERVICE_KEYS: serviceKeys.describe(
    'Service keys of your own programs, besides those made by an administrator: `name:bsk_…`, several with commas between.',
  ),
  PASSWORD_HASHES_AT_ONCE: envInt(1, 64)
    .optional()
    .describe('Passwords that are hashed at the same time (default: one per core, at most 4).'),
  ACTIVITY_FLUSH_MS: envInt(10, 600_000)
    .default(10_000)
    .describe('How often "last seen" of users and sessions is stored, in milliseconds.'),
  SIGNING_KEY_DAYS: envInt(1, 3650).default(90).describe('Days until tokens are signed by a new key.'),
  RATE_LIMIT_SIGN_IN_PER_ACCOUNT: rate(10).describe(
    'Failed sign-ins to one account from one address in 15 minutes.',
  ),
  RATE_LIMIT_SIGN_IN_PER_ACCOUNT_ELSEWHERE: envInt(1, 1_000_000_000)
    .optional()
    .describe(
      'Failed sign-ins to one account from all addresses new to it, in 15 minutes (default: 5 times the one above).',
    ),
  RATE_LIMIT_SIGN_IN_PER_ADDRESS: rate(300).describe('Sign-ins from one address in 15 minutes.'),
  RATE_LIMIT_REGISTER_PER_ADDRESS: rate(300).describe('Registrations from one address in an hour.'),
  RATE_LIMIT_REFRESH_PER_ADDRESS: rate(600).describe('Token refreshes from one address in a minute.'),
  RATE_LIMIT_CONTACT_REQUESTS_PER_USER: rate(200).describe('Requests for contact of one user in an hour.'),
  RATE_LIMIT_LETTERS_PER_USER: rate(5).describe(
    'Letters to confirm an e-mail address that one user asks for in an hour.',
  ),
  RATE_LIMIT_LETTERS_PER_MAILBOX: rate(10).describe(
    'Letters with secret links to one e-mail address in a day, whoever asks for them.',
  ),
  RATE_LIMIT_MAIL_LINKS_PER_ADDRESS: rate(60).describe(
    'Letters for forgotten passwords that are asked for, and mailed links that are tried, from one address in an hour.',
  ),
  RATE_LIMIT_PASSWORD_PER_USER: rate(10).describe('Password changes tried by one user in 15 minutes.'),
});
export type Config = z.output<typeof configSchema>;

/** @throws StartError */
export function readAccountsConfig(env: Env): Config {
  const config = readConfig(configSchema, env);
  if ((config.ADMIN_EMAIL === undefined) !== (config.ADMIN_PASSWORD === undefined)) {
    throw new StartError(
      'ADMIN_EMAIL and ADMIN_PASSWORD make the first administrator together: set both or neither.',
    );
  }
  return config;
}
