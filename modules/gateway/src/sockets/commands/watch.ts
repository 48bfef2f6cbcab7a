import { toPublicUser } from '@bridges/contracts';
import type { WatchReply } from '@bridges/contracts';
import type { AccountsService } from '@bridges/contracts/proto';
import type { Presence, RpcClient } from '@bridges/kit';
import type { Channel } from '../channel.ts';
import type { Connection } from '../connection.ts';
import type { Hub } from '../hub.ts';
import { okFrame } from '../reply.ts';
import type { CommandHandler } from './handler.ts';

/** Follows presence and profile of these users instead of those before, and tells how they stand now. */
export function watchHandler(
  hub: Hub,
  presence: Pick<Presence, 'online'>,
  accounts: Pick<RpcClient<typeof AccountsService>, 'getUsers'>,
): CommandHandler<'watch'> {
  return async (connection, { id, users: asked }) => {
    const ids = [...new Set(asked)];
    // Listening first: a change between the answer and the subscription would be lost.
    const channels = replaceWatched(hub, connection, ids);
    await Promise.all(channels.map((channel) => channel.ready));
    if (ids.length === 0) return okFrame(id, { presence: [], users: [] } satisfies WatchReply);
    const [online, { users }] = await Promise.all([presence.online(ids), accounts.getUsers({ ids })]);
    const isOnline = new Set(online);
    const reply: WatchReply = {
      presence: users.map((user) => ({ user: user.id, isOnline: isOnline.has(user.id) })),
      users: users.map(toPublicUser),
    };
    return okFrame(id, reply);
  };
}

function replaceWatched(hub: Hub, connection: Connection, ids: readonly string[]): readonly Channel[] {
  const before = connection.watched;
  // Joining before leaving keeps bus subscriptions that both lists name.
  connection.watched = ids.map((userId) => hub.join(connection, `watch:${userId}`));
  for (const channel of before) hub.leave(connection, channel);
  return connection.watched;
}
