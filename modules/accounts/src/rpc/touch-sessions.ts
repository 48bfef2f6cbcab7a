import type { TouchSessionsRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';

export const touchSessions =
  ({ activity }: Pick<Deps, 'activity'>) =>
  async ({ uses }: TouchSessionsRequest) => {
    for (const use of uses) activity.touch(use.sessionId, use.usedAtMs);
    return {};
  };
