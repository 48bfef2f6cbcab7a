import type { LadderSettings } from '../tables/ladder.ts';

/** How somebody is told who never said how. */
export const ladderDefaults: LadderSettings = {
  locale: 'en',
  isPushOn: true,
  isTelegramOn: true,
  isEmailOn: true,
  pushDelaySeconds: 10,
  telegramDelaySeconds: 30,
  emailDelaySeconds: 600,
  quietFromMinutes: null,
  quietToMinutes: null,
  timeZone: 'UTC',
};
