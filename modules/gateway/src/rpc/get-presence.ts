import type { AccountsService, GatewayService } from '@bridges/contracts/proto';
import type { Presence, RpcClient, RpcHandlers } from '@bridges/kit';

/** With a viewer: only users who let her see it. */
export function getPresence(
  presence: Pick<Presence, 'online'>,
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkPeople'>,
): RpcHandlers<typeof GatewayService>['getPresence'] {
  return async ({ userIds, viewerId }) => {
    if (viewerId === '') return { onlineUserIds: await presence.online(userIds) };
    const { people } = await accounts.checkPeople({ viewerId, userIds });
    const visible = people.filter((person) => person.canSeePresence).map((person) => person.userId);
    return { onlineUserIds: await presence.online(visible) };
  };
}
