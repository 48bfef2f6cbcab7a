import { limits } from '@bridges/contracts/protocol';
import type { Translate } from '../../i18n/translate.ts';

// The server decides; these say the same before a round trip, beside the field.

export function checkUsername(value: string, t: Translate): string | undefined {
  if (value.length < limits.username.min) return t('field.tooShort', { min: String(limits.username.min) });
  if (value.length > limits.username.max) return t('field.tooLong', { max: String(limits.username.max) });
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(value) ? undefined : t('field.username');
}

export function checkPassword(value: string, t: Translate): string | undefined {
  if (value.length < limits.password.min) return t('field.tooShort', { min: String(limits.password.min) });
  return value.length > limits.password.max
    ? t('field.tooLong', { max: String(limits.password.max) })
    : undefined;
}

export function checkEmail(value: string, t: Translate): string | undefined {
  return value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : t('field.email');
}
