import type { Reader } from '../tables/database.ts';

export interface SessionRow {
  id: string;
  device: string;
  address: string;
  createdAt: Date;
  lastUsedAt: Date;
}

/** A user's live sessions, the last used first. */
export async function sessionList(db: Reader, userId: string, now: Date): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'device', 'address', 'createdAt', 'lastUsedAt'])
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('lastUsedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
