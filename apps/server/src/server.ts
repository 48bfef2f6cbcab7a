import type { Bus, PasswordCost, RouteEntry, Rpc } from '@bridges/kit';
import { createLogger, startTracing } from '@bridges/kit/start';
import type { Env } from '@bridges/kit/start';
import type { FastifyBaseLogger } from 'fastify';
import { readServerConfig } from './config.ts';
import { startOwnPostgres } from './own-postgres.ts';

/** A running Bridges. */
export interface BridgesServer {
  /** Where it listens, e.g. `http://localhost:8000`. */
  url: string;
  /** What the person at the terminal should be told, line by line; may hold secrets. */
  announcements: string[];
  /** The doors between modules, for tests and tools. */
  rpc: Rpc;
  bus: Bus;
  /** Every REST route that is served. */
  routes: readonly RouteEntry[];
  stop(): Promise<void>;
  /** Resolves when events and background jobs have been carried out. */
  settled(): Promise<void>;
  /** What Prometheus is told. */
  metrics(): Promise<string>;
}

/** What only code can give, no setting of a server. */
export interface ServerParts {
  log?: FastifyBaseLogger;
  /** Cheaper than is safe, for tests. */
  passwordCost?: PasswordCost;
  /** So many times as long as usual are calls between modules and connections of the database waited for, for tests. */
  patience?: number;
}

/**
 * Starts Bridges as the environment says.
 *
 * @throws StartError with one sentence for people
 */
export async function startServer(env: Env, parts: ServerParts = {}): Promise<BridgesServer> {
  const config = readServerConfig(env);
  const logger = parts.log ?? createLogger({ level: config.LOG_LEVEL });
  const names = config.isAlone ? [] : [...config.services, ...(config.hasWeb ? ['web'] : [])];
  const tracing = await startTracing(env, ['bridges', ...names].join('-'));
  // All else is loaded while PostgreSQL starts: both take about as long.
  const postgres = startOwnPostgres(config, logger);
  const [{ compose }, { listen, listenForMetrics }] = await Promise.all([
    import('./compose.ts'),
    import('./listen.ts'),
  ]);
  const { passwordCost, patience } = parts;
  const composition = await compose(config, env, logger, { passwordCost, patience, postgres });
  try {
    await composition.start();
    const url = await listen(composition.app, config);
    const metrics = await listenForMetrics(composition.metrics, config, logger);
    return {
      url,
      announcements: composition.announcements(),
      rpc: composition.rpc,
      bus: composition.bus,
      routes: composition.app.routeTable,
      settled: () => composition.settled(),
      metrics: () => composition.metrics.metrics(),
      async stop() {
        metrics?.close();
        await composition.stop();
        await tracing?.stop();
      },
    };
  } catch (error) {
    await composition.stop();
    throw error;
  }
}
