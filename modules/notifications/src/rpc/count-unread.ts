import type { NotificationsService } from '@bridges/contracts/proto';
import type { RpcHandlers } from '@bridges/kit';
import { unreadCount } from '../selectors/unread-count.ts';
import type { Reader } from '../tables/database.ts';

export function countUnread(db: Reader): RpcHandlers<typeof NotificationsService>['countUnread'] {
  return async ({ userId }) => ({ count: await unreadCount(db, userId) });
}
