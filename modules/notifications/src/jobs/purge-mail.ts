import type { Job } from '@bridges/kit';
import { letterClaimsPurge } from '../services/mail-letter-claim.ts';
import type { Db } from '../tables/database.ts';

export const purgeMail = (db: Db): Job => ({
  name: 'purge-mail',
  cron: '37 4 * * *',
  run: () => letterClaimsPurge(db),
});
