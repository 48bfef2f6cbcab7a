import { toPublicUser } from '@bridges/contracts';
import type { WatchReply } from '@bridges/contracts';
import type { AccountsService } from '@bridges/contracts/proto';
import type { Presence, RpcClient } from '@bridges/kit';
import type { Connection } from '../connection.ts';
import type { Hub } from '../hub.ts';
import { okFrame } from '../reply.ts';
import { unwatch, watchAll } from '../watching.ts';
import type { Listening } from '../watching.ts';
import type { CommandHandler } from './handler.ts';

type Accounts = Pick<RpcClient<typeof AccountsService>, 'getUsers' | 'checkPeople'>;

/**
 * Follows presence and profile of these users instead of those before, as far as they let it, and tells how they
 * stand now. Who may not be followed is left out, like somebody who does not exist.
 */
export function watchHandler(
  hub: Hub,
  presence: Pick<Presence, 'online'>,
  accounts: Accounts,
): CommandHandler<'watch'> {
  return async (connection, { id, users: asked }) => {
    const ids = [...new Set(asked)];
    const turn = ++connection.watchTurn;
    const listening = await allowed(accounts, connection.userId, ids);
    // A later command has decided by now; or there is nobody to tell.
    const isCurrent = () => turn === connection.watchTurn && !connection.isClosing;
    if (!isCurrent()) return okFrame(id, { presence: [], users: [] } satisfies WatchReply);
    // Listening first: a change between the answer and the subscription would be lost.
    const channels = watchAll(hub, connection, listening);
    await Promise.all(channels.map((channel) => channel.ready));
    if (listening.size === 0) return okFrame(id, { presence: [], users: [] } satisfies WatchReply);
    // Asked once more, because a block may have come between the first answer and the subscription.
    const [online, { users }, still] = await Promise.all([
      presence.online([...listening.keys()]),
      accounts.getUsers({ ids: [...listening.keys()], viewerId: connection.userId }),
      allowed(accounts, connection.userId, [...listening.keys()]),
    ]);
    if (isCurrent()) leaveOthers(hub, connection, listening, still);
    const isOnline = new Set(online);
    const shown = users.filter((user) => still.has(user.id));
    const reply: WatchReply = {
      presence: shown
        .filter((user) => still.get(user.id) === 'watch')
        .map((user) => ({ user: user.id, isOnline: isOnline.has(user.id) })),
      users: shown.map(toPublicUser),
    };
    return okFrame(id, reply);
  };
}

async function allowed(
  accounts: Accounts,
  viewerId: string,
  userIds: string[],
): Promise<Map<string, Listening>> {
  if (userIds.length === 0) return new Map();
  const { people } = await accounts.checkPeople({ viewerId, userIds });
  return new Map(
    people
      .filter((person) => person.canSeeProfile)
      .map((person) => [person.userId, person.canSeePresence ? 'watch' : 'profile']),
  );
}

function leaveOthers(
  hub: Hub,
  connection: Connection,
  listening: ReadonlyMap<string, Listening>,
  still: ReadonlyMap<string, Listening>,
): void {
  for (const userId of listening.keys()) {
    if (still.get(userId) !== 'watch') unwatch(hub, connection, userId, still.has(userId));
  }
}
