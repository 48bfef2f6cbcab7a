import { AccountsService, GatewayService, GroupsService, MessagesService } from '@bridges/contracts/proto';
import { defineModule, rpcService } from '@bridges/kit';
import { gatewayConfig } from './config.ts';
import { createMetrics } from './metrics.ts';
import { createSocketTicketRoute } from './routes/create-socket-ticket.ts';
import { getAsyncApiRoute } from './routes/get-asyncapi.ts';
import { getGatewayOverview } from './routes/get-overview.ts';
import { getPresence } from './rpc/get-presence.ts';
import { createTickets } from './services/tickets.ts';
import { createUsernames } from './services/usernames.ts';
import { authenticate } from './sign-in/authenticate.ts';
import { createSockets } from './sockets/sockets.ts';
import { createUpgradeHandler } from './sockets/upgrade.ts';

export const gateway = defineModule({
  name: 'gateway',
  create(platform) {
    const { bus, caches, identity, log, presence, rateLimits } = platform;
    const config = gatewayConfig(platform.env);
    const metrics = createMetrics(platform.metrics);
    const accounts = platform.rpc.client(AccountsService);
    const messages = platform.rpc.client(MessagesService);
    const groups = platform.rpc.client(GroupsService);
    const tickets = createTickets(platform.env['SERVICE_CREDENTIAL'], rateLimits, accounts);
    const usernames = createUsernames(caches, accounts);
    const sockets = createSockets({
      accounts,
      messages,
      groups,
      usernames,
      routeOf: (chatId) => platform.rpc.routeOf(MessagesService, chatId),
      bus,
      presence,
      config,
      metrics,
      log,
    });
    const upgrade = createUpgradeHandler({
      authenticate: (credentials) => authenticate(credentials, identity, tickets, log),
      onSocket: sockets.accept,
      isStopping: () => sockets.isStopping,
      metrics,
    });
    return {
      http(app) {
        createSocketTicketRoute(app, tickets);
        getAsyncApiRoute(app);
        getGatewayOverview(app, presence);
      },
      upgrades: { '/ws': upgrade },
      rpc: [rpcService(GatewayService, { getPresence: getPresence(presence, accounts) })],
      start: sockets.start,
      stop: sockets.stop,
    };
  },
});
