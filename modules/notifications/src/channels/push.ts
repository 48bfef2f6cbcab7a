import { AccountsService, MessagesService } from '@bridges/contracts/proto';
import { createBatchLoader, Outgoing } from '@bridges/kit';
import type { Platform } from '@bridges/kit';
import type { LadderConfig } from '../config.ts';
import { pushKeys } from '../services/push-keys.ts';
import type { PushRoutesContext } from '../routes/push-routes.ts';
import { unreadTotal } from '../services/telling-facts.ts';
import { PushChannel } from './push-channel.ts';
import { PushSender } from './push-sender.ts';

export interface Push {
  channel: PushChannel;
  routes: PushRoutesContext;
  /** Makes the keys of an installation that has none. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
}

export function createPush(
  platform: Platform,
  config: LadderConfig,
  announceEntry: PushRoutesContext['announceEntry'],
): Push {
  const { db, rpc, rateLimits, publicUrl } = platform;
  const outgoing = new Outgoing({
    loopbackPorts: config.PUSH_TEST_PORTS,
    userAgent: 'Bridges/1.0 (web push)',
  });
  let read: ReturnType<typeof pushKeys> | undefined;
  // A database that was away is asked again.
  const keys = () =>
    (read ??= pushKeys(db).catch((error: unknown) => Promise.reject(((read = undefined), error))));
  const sender = new PushSender({
    outgoing,
    keys,
    contact: () => config.PUSH_CONTACT ?? contactOf(publicUrl()),
  });
  const messages = rpc.client(MessagesService);
  const accounts = rpc.client(AccountsService);
  const isLive = createBatchLoader(async (sessionIds) => {
    const asked = { sessionIds: [...sessionIds] };
    const { liveSessionIds } = await accounts.checkSessions(asked, { deadlineMs: 5000 });
    return new Map(liveSessionIds.map((id) => [id, true]));
  });
  return {
    channel: new PushChannel({
      db,
      sender,
      unreadTotal: (userId) => unreadTotal(messages, userId),
      isLive: async (sessionId) => (await isLive(sessionId)) === true,
    }),
    routes: {
      db,
      outgoing,
      keys,
      announceEntry,
      subscribeLimit: rateLimits.create({ name: 'push-subscribe', points: 60, perSeconds: 3600 }),
    },
    start: async () => void (await keys()),
    stop: () => outgoing.close(),
  };
}

/** Push services refuse what nobody could answer for; where there is no https there is no push either. */
const contactOf = (publicUrl: string): string =>
  publicUrl.startsWith('https://') ? publicUrl : 'mailto:admin@bridges.invalid';
