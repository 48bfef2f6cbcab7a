import type { AccountsService, MessagesService } from '@bridges/contracts/proto';
import type { Bus, RpcClient } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { GatewayConfig } from '../../config.ts';
import type { Hub } from '../hub.ts';
import { Registry } from '../registry.ts';
import { recheckAllWatchers } from '../watching.ts';
import { checkSessions } from './check-sessions.ts';
import { heartbeat } from './heartbeat.ts';
import { repairSubscriptions } from './repair-subscriptions.ts';
import { Round } from './round.ts';
import type { SessionToucher } from './session-toucher.ts';
import { HeadTeller } from './tell-heads.ts';

/** After the bus had a gap, ended sessions are looked for this often, for this long. */
const gapPauseMs = 1500;
const gapWatchMs = 30_000;
const touchMs = 30_000;

export interface RoundsParts {
  registry: Registry;
  hub: Hub;
  toucher: SessionToucher;
  accounts: RpcClient<typeof AccountsService>;
  messages: RpcClient<typeof MessagesService>;
  bus: Pick<Bus, 'onGap'>;
  config: Pick<GatewayConfig, 'heartbeatMs' | 'heartbeatTimeoutMs' | 'headRoundMs' | 'sessionRoundMs'>;
  log: FastifyBaseLogger;
}

/** All that is done now and then for all sockets, and at once when the bus lost payloads. */
export function createRounds({ registry, hub, toucher, accounts, messages, bus, config, log }: RoundsParts) {
  const heads = new HeadTeller(hub, messages);
  let gapUntilMs = 0;
  const sessionPauseMs = () => (Date.now() < gapUntilMs ? gapPauseMs : config.sessionRoundMs);
  const sessions = new Round({
    name: 'check-sessions',
    pauseMs: sessionPauseMs,
    run: () => checkSessions(registry, accounts),
    log,
  });
  const rounds = [
    sessions,
    new Round({
      name: 'heartbeat',
      pauseMs: () => Registry.turnMs(config.heartbeatMs),
      run: () => heartbeat(registry, config),
      log,
    }),
    new Round({ name: 'tell-heads', pauseMs: () => config.headRoundMs, run: () => heads.tell(), log }),
    new Round({ name: 'touch-sessions', pauseMs: () => touchMs, run: () => toucher.tell(), log }),
  ];
  let stopListening = () => {};
  let repairing = Promise.resolve();

  async function repair(): Promise<void> {
    gapUntilMs = Date.now() + gapWatchMs;
    await Promise.all([
      sessions.now(),
      repairSubscriptions(hub, messages),
      recheckAllWatchers(hub, accounts),
    ]);
    await heads.tellAll();
  }

  return {
    start(): void {
      for (const round of rounds) round.start();
      stopListening = bus.onGap(() => {
        repairing = repairing.then(repair).catch((error: unknown) => {
          log.error({ err: error }, 'could not repair after a gap of the bus');
        });
      });
    },
    async stop(): Promise<void> {
      stopListening();
      await Promise.all([repairing, ...rounds.map((round) => round.stop())]);
    },
  };
}
