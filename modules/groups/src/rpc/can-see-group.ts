import type { GroupsService } from '@bridges/contracts/proto';
import type { RpcHandlers } from '@bridges/kit';
import { groupSeen } from '../selectors/group-seen.ts';
import type { Reader } from '../tables/database.ts';

export function canSeeGroup(db: Reader): RpcHandlers<typeof GroupsService>['canSeeGroup'] {
  return async ({ userId, chatId }) => ({ canSee: await groupSeen(db, userId, chatId) });
}
