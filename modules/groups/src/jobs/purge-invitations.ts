import type { Job } from '@bridges/kit';
import { invitationsPurge } from '../services/invitations-purge.ts';
import type { Db } from '../tables/database.ts';

/** Every night. */
export function purgeInvitations(db: Db): Job {
  return { name: 'purge-invitations', cron: '40 3 * * *', run: () => invitationsPurge(db) };
}
