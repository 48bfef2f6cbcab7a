import type { Duplex } from 'node:stream';
import type { AccountsService, GroupsService, MessagesService } from '@bridges/contracts/proto';
import type { Bus, Presence, RpcClient } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import type { GatewayMetrics } from '../metrics.ts';
import type { TicketHolder } from '../services/tickets.ts';
import type { Usernames } from '../services/usernames.ts';
import type { SocketPath } from '../sign-in/socket-path.ts';
import { acceptSocket } from './accept-socket.ts';
import { createCommandHandlers } from './commands/handlers.ts';
import { createCommandRunner } from './commands/run-command.ts';
import { Connection } from './connection.ts';
import { Flusher } from './flusher.ts';
import type { GatewaySocket } from './gateway-socket.ts';
import { Hub } from './hub.ts';
import { createLiveEvents } from './live-events.ts';
import { openConnection } from './open-connection.ts';
import { PresenceKeeper } from './presence-keeper.ts';
import { Registry } from './registry.ts';
import { openRoom } from './room/open-room.ts';
import { RoomFanOut } from './room/room-fan-out.ts';
import { createRoomHistory } from './room/room-history.ts';
import { createRoomCommandRunner } from './room/run-room-command.ts';
import { createRounds } from './rounds/rounds.ts';
import { SessionToucher } from './rounds/session-toucher.ts';
import { SendBatcher } from './send-batcher.ts';
import { stopSockets } from './stop-sockets.ts';

export interface SocketsParts {
  accounts: RpcClient<typeof AccountsService>;
  messages: RpcClient<typeof MessagesService>;
  groups: RpcClient<typeof GroupsService>;
  usernames: Usernames;
  /** The copy of messages that looks after a chat; '' when it runs in this process. */
  routeOf: (chatId: string) => string;
  bus: Bus;
  presence: Presence;
  config: GatewayConfig;
  metrics: GatewayMetrics;
  log: FastifyBaseLogger;
}

/** Wires everything that lives as long as sockets do. */
export function createSockets(parts: SocketsParts) {
  const { accounts, messages, usernames, bus, config, metrics, log } = parts;
  const registry = new Registry();
  const hub = new Hub(bus, log);
  hub.onPayload = createLiveEvents({ hub, rooms: new RoomFanOut(usernames, log), accounts, log });
  const flusher = new Flusher(({ deliveries, bytes }) => {
    metrics.deliveries.inc(deliveries);
    metrics.deliveredBytes.inc(bytes);
  });
  const batcher = new SendBatcher({ messages, routeOf: parts.routeOf, metrics });
  const presence = new PresenceKeeper(parts.presence, bus, config.presenceLingerMs, log);
  const toucher = new SessionToucher(registry, accounts);
  const rounds = createRounds({ registry, hub, toucher, accounts, messages, bus, config, log });
  const onFrame = createCommandRunner({
    handlers: createCommandHandlers({ ...parts, hub, batcher }),
    config,
    metrics,
    log,
  });
  const onRoomFrame = createRoomCommandRunner({
    batcher,
    history: createRoomHistory(messages, usernames),
    config,
    metrics,
    log,
  });
  let isStopping = false;

  function accept(path: SocketPath, holder: TicketHolder, socket: GatewaySocket, stream: Duplex): void {
    const connection = new Connection(
      { config, flusher, metrics },
      holder,
      path.kind === 'room',
      socket,
      stream,
    );
    const openSockets = metrics.openSockets.labels({ kind: path.kind });
    registry.add(connection);
    openSockets.inc();
    acceptSocket(connection, {
      onFrame: path.kind === 'room' ? onRoomFrame : onFrame,
      onClosed() {
        registry.remove(connection);
        hub.leaveAll(connection);
        presence.leave(connection.userId);
        toucher.noteClosed(connection);
        openSockets.dec();
      },
    });
    void presence.enter(connection.userId);
    const opening = { ...parts, hub };
    if (path.kind === 'room')
      void openRoom(opening, connection, path.idOrHandle).finally(() => stream.uncork());
    else void openConnection(opening, connection);
  }

  return {
    accept,
    get isStopping() {
      return isStopping;
    },
    start: async () => rounds.start(),
    async stop() {
      isStopping = true;
      await rounds.stop();
      await stopSockets(registry, batcher, config.reconnectMs);
      await presence.stop();
      await toucher
        .tell()
        .catch((error: unknown) => log.warn({ err: error }, 'could not tell the last use of sessions'));
    },
  };
}
