import type { CheckSessionsRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';

/** Every authenticated request of every module asks here: so being asked about is being used. */
export const checkSessions =
  ({ liveSessions, activity }: Pick<Deps, 'liveSessions' | 'activity'>) =>
  async ({ sessionIds }: CheckSessionsRequest) => {
    const liveSessionIds = await liveSessions.filter(sessionIds);
    const nowMs = Date.now();
    for (const id of liveSessionIds) activity.touch(id, nowMs);
    return { liveSessionIds };
  };
