import type { CheckWatchersRequest } from '@bridges/contracts/proto';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { canFollowProfile, canSeePresence } from '../policies/may-with.ts';
import type { Standing } from '../policies/may-with.ts';
import { standingsTo } from '../selectors/standings.ts';

export const checkWatchers =
  ({ db }: Pick<Deps, 'db'>) =>
  async ({ userId, viewerIds }: CheckWatchersRequest) => {
    if (viewerIds.length > 1000) throw errors.too_many_ids();
    const standings = [...(await standingsTo(db, userId, viewerIds))];
    const those = (may: (standing: Standing) => boolean) =>
      standings.filter(([, standing]) => may(standing)).map(([id]) => id);
    return { viewerIds: those(canSeePresence), profileViewerIds: those(canFollowProfile) };
  };
