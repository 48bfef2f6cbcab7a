import type { GatewayService } from '@bridges/contracts/proto';
import type { Presence, RpcHandlers } from '@bridges/kit';

export function getPresence(
  presence: Pick<Presence, 'online'>,
): RpcHandlers<typeof GatewayService>['getPresence'] {
  return async ({ userIds }) => ({ onlineUserIds: await presence.online(userIds) });
}
