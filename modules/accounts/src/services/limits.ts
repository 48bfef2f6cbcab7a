import type { RateLimit, RateLimits } from '@bridges/kit';
import type { Config } from '../config.ts';

const QUARTER_HOUR = 900;

export type AccountLimits = ReturnType<typeof createLimits>;

/** How often what may be tried. Keys of accounts are what was typed, whether such an account exists or not. */
export function createLimits(rateLimits: RateLimits, config: Config) {
  const limit = (name: string, points: number, perSeconds: number): RateLimit =>
    rateLimits.create({ name: `accounts.${name}`, points, perSeconds });
  const elsewhere =
    config.RATE_LIMIT_SIGN_IN_PER_ACCOUNT_ELSEWHERE ?? 5 * config.RATE_LIMIT_SIGN_IN_PER_ACCOUNT;
  return {
    /** Wrong passwords for one account from one address. */
    signInPerAccount: limit('sign_in_account', config.RATE_LIMIT_SIGN_IN_PER_ACCOUNT, QUARTER_HOUR),
    /** Wrong passwords for one account from all addresses she never signed in from. */
    signInElsewhere: limit('sign_in_elsewhere', elsewhere, QUARTER_HOUR),
    signInPerAddress: limit('sign_in_address', config.RATE_LIMIT_SIGN_IN_PER_ADDRESS, QUARTER_HOUR),
    registerPerAddress: limit('register_address', config.RATE_LIMIT_REGISTER_PER_ADDRESS, 3600),
    refreshPerAddress: limit('refresh_address', config.RATE_LIMIT_REFRESH_PER_ADDRESS, 60),
    contactRequestsPerUser: limit('contact_requests', config.RATE_LIMIT_CONTACT_REQUESTS_PER_USER, 3600),
    lettersPerUser: limit('letters_user', config.RATE_LIMIT_LETTERS_PER_USER, 3600),
    /** By the key of the e-mail address. Who is refused is not told: others may have asked for them. */
    lettersPerMailbox: limit('letters_mailbox', config.RATE_LIMIT_LETTERS_PER_MAILBOX, 86_400),
    mailLinksPerAddress: limit('mail_links', config.RATE_LIMIT_MAIL_LINKS_PER_ADDRESS, 3600),
    passwordChangePerUser: limit('password_change', config.RATE_LIMIT_PASSWORD_PER_USER, QUARTER_HOUR),
  };
}
