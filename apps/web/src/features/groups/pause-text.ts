import type { Translate } from '../../i18n/translate.ts';

/** How long a member waits between two messages. */
export function pauseText(seconds: number, t: Translate): string {
  if (seconds === 0) return t('group.slowOff');
  if (seconds % 3600 === 0) return t('group.hours', { count: seconds / 3600 });
  if (seconds % 60 === 0) return t('group.minutes', { count: seconds / 60 });
  return t('group.seconds', { count: seconds });
}
