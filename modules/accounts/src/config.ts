import { availableParallelism } from 'node:os';
import { email, password, username } from '@bridges/contracts';
import { envInt, readConfig, StartError } from '@bridges/kit';
import type { Env } from '@bridges/kit';
import { z } from 'zod';

const rate = (points: number) => envInt(1, 1_000_000_000).default(points);

/** Environment variables of accounts; README.md tells what each is for. */
export const configSchema = z.object({
  ADMIN_USERNAME: username.default('admin'),
  ADMIN_EMAIL: email.optional(),
  ADMIN_PASSWORD: password.optional(),
  PASSWORD_HASHES_AT_ONCE: envInt(1, 64).default(Math.min(4, availableParallelism())),
  ACTIVITY_FLUSH_MS: envInt(10, 600_000).default(10_000),
  SIGNING_KEY_DAYS: envInt(1, 3650).default(90),
  RATE_LIMIT_SIGN_IN_PER_ACCOUNT: rate(10),
  RATE_LIMIT_SIGN_IN_PER_ACCOUNT_ELSEWHERE: rate(50),
  RATE_LIMIT_SIGN_IN_PER_ADDRESS: rate(200),
  RATE_LIMIT_REGISTER_PER_ADDRESS: rate(60),
  RATE_LIMIT_REFRESH_PER_ADDRESS: rate(600),
  RATE_LIMIT_PASSWORD_CHANGE_PER_USER: rate(10),
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
