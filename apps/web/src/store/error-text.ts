import { ApiError } from '@bridges/sdk';
import type { Key } from '../i18n/catalogue.ts';
import type { Translate } from '../i18n/translate.ts';

type ErrorKey = Exclude<Extract<Key, `error.${string}`>, `${string}Hint`>;

/** Errors by their stable code, in words that say what to do next. */
const byCode: Readonly<Record<string, ErrorKey>> = {
  'accounts.wrong_credentials': 'error.signIn',
  'accounts.username_taken': 'error.usernameTaken',
  'accounts.wrong_password': 'error.wrongPassword',
  'accounts.setup_token_invalid': 'error.setupToken',
  'accounts.too_many_at_once': 'error.rateLimited',
  'http.invalid_request': 'error.invalid',
  'sdk.network': 'error.network',
  'sdk.offline': 'error.network',
  'sdk.timeout': 'error.network',
  'sdk.bad_answer': 'error.network',
};

export function errorText(error: unknown, t: Translate): string {
  if (!(error instanceof ApiError)) return t('error.unknown');
  return t(byCode[error.code] ?? (error.status === 429 ? 'error.rateLimited' : 'error.unknown'));
}
