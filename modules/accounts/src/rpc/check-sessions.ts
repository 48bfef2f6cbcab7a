import type { CheckSessionsRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';

/** Asked on every authenticated request of every module, and now and then about sockets that are only open. */
export const checkSessions =
  ({ liveSessions, activity }: Pick<Deps, 'liveSessions' | 'activity'>) =>
  async ({ sessionIds, isUse }: CheckSessionsRequest) => {
    const { liveIds: liveSessionIds, adminIds: adminSessionIds } = await liveSessions.check(sessionIds);
    if (!isUse) return { liveSessionIds, adminSessionIds };
    const nowMs = Date.now();
    for (const id of liveSessionIds) activity.touch(id, nowMs);
    return { liveSessionIds, adminSessionIds };
  };
