import type { Db } from '../tables/database.ts';

/** Answered invitations are kept this long, so that a repeated answer is understood. */
const keptForMs = 30 * 24 * 3600 * 1000;

/** Ends what has expired, forgets what was answered long ago, and links that were revoked then. */
export async function invitationsPurge(db: Db): Promise<void> {
  const now = new Date();
  const longAgo = new Date(now.getTime() - keptForMs);
  await db
    .updateTable('invitations')
    .set({ state: 'expired', resolvedAt: now })
    .where('state', '=', 'pending')
    .where('expiresAt', '<=', now)
    .execute();
  await db.deleteFrom('invitations').where('resolvedAt', '<', longAgo).execute();
  await db.deleteFrom('inviteLinks').where('revokedAt', '<', longAgo).execute();
}
