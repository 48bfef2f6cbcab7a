import type { AccountsService } from '@bridges/contracts/proto';
import type { RpcClient } from '@bridges/kit';
import { withItem, withoutItem } from './channel.ts';
import type { Channel } from './channel.ts';
import { noChannels } from './connection.ts';
import type { Connection } from './connection.ts';
import { textFrame } from './frame.ts';
import type { Hub } from './hub.ts';

/** Viewers that are asked about at once. */
const maxAsked = 1000;
/** A removal must take effect within 2 s, so an answer that comes later is none. */
const deadlineMs = 1000;
/** Channels that are asked about at the same time. */
const concurrency = 16;

/** What a connection may hear of a user: presence and profile, or changes of the profile only. */
export type Listening = 'watch' | 'profile';

/** Hears of these users, instead of those before. */
export function watchAll(
  hub: Hub,
  connection: Connection,
  listening: ReadonlyMap<string, Listening>,
): readonly Channel[] {
  const before = connection.watched;
  // Joining before leaving keeps bus subscriptions that both lists name.
  connection.watched = [...listening].map(([userId, kind]) => hub.join(connection, `${kind}:${userId}`));
  for (const channel of before) hub.leave(connection, channel);
  return connection.watched;
}

/** Hears nothing more of a user's presence; nor of her profile, unless that is kept. */
export function unwatch(hub: Hub, connection: Connection, userId: string, keepsProfile: boolean): void {
  leave(hub, connection, `watch:${userId}`, keepsProfile ? `profile:${userId}` : null);
  if (!keepsProfile) leave(hub, connection, `profile:${userId}`, null);
}

function leave(hub: Hub, connection: Connection, name: string, instead: string | null): void {
  const channel = hub.find(name);
  if (!channel || !connection.watched.includes(channel)) return;
  connection.watched = withoutItem(connection.watched, channel);
  if (connection.watched.length === 0) connection.watched = noChannels;
  if (instead !== null) connection.watched = withItem(connection.watched, hub.join(connection, instead));
  hub.leave(connection, channel);
}

/**
 * Asks accounts who of a watch channel's listeners may go on, and has the others stop; all of them, when it
 * can't be known. For those who stop she is away from now on.
 */
export async function recheckWatchers(
  hub: Hub,
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkWatchers'>,
  channel: Channel,
): Promise<void> {
  const viewers = [...new Set(channel.connections.map(({ userId }) => userId))];
  const may = new Set<string>();
  const mayProfile = new Set<string>();
  let failure: unknown;
  for (let at = 0; at < viewers.length && failure === undefined; at += maxAsked) {
    try {
      const viewerIds = viewers.slice(at, at + maxAsked);
      const answer = await accounts.checkWatchers({ userId: channel.id, viewerIds }, { deadlineMs });
      for (const id of answer.viewerIds) may.add(id);
      for (const id of answer.profileViewerIds) mayProfile.add(id);
    } catch (error) {
      failure = error;
    }
  }
  const frame = textFrame(JSON.stringify({ ev: 'presence', user: channel.id, isOnline: false }));
  for (const connection of [...channel.connections]) {
    // Who came meanwhile was asked for when she came.
    if (may.has(connection.userId) || !viewers.includes(connection.userId)) continue;
    unwatch(hub, connection, channel.id, mayProfile.has(connection.userId));
    connection.deliver(frame, false);
  }
  if (failure !== undefined) throw failure;
}

/** After the bus lost payloads: the same for everyone who is watched. Rejects when one of them could not be asked for. */
export async function recheckAllWatchers(
  hub: Hub,
  accounts: Pick<RpcClient<typeof AccountsService>, 'checkWatchers'>,
): Promise<void> {
  const watched = [...hub.channels()].filter(({ name }) => name.startsWith('watch:'));
  let failure: unknown;
  const workers = Array.from({ length: concurrency }, async () => {
    for (let channel = watched.pop(); channel; channel = watched.pop()) {
      await recheckWatchers(hub, accounts, channel).catch((error: unknown) => (failure = error));
    }
  });
  await Promise.all(workers);
  if (failure !== undefined) throw failure;
}
