import type { Job } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { expiredPurge } from '../services/expired-purge.ts';

export const purgeExpiredSessions = (deps: Deps): Job => ({
  name: 'purge-expired-sessions',
  cron: '17 * * * *',
  run: () => expiredPurge(deps),
});
