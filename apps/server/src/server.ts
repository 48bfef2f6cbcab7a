import { StartError, createLogger, serveMetrics } from '@bridges/kit';
import type { Bus, Env, Rpc } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { Server } from 'node:http';
import { compose } from './compose.ts';
import { readServerConfig } from './config.ts';
import type { ServerConfig } from './config.ts';

/** A running Bridges. */
export interface BridgesServer {
  /** Where it listens, e.g. `http://localhost:8000`. */
  url: string;
  /** The doors between modules, for tests and tools. */
  rpc: Rpc;
  bus: Bus;
  stop(): Promise<void>;
  /** Resolves when events and background jobs have been carried out. */
  settled(): Promise<void>;
}

const defaultMetricsPort = 9464;

/**
 * Starts Bridges as the environment says.
 *
 * @throws StartError with one sentence for people
 */
export async function startServer(env: Env, log?: FastifyBaseLogger): Promise<BridgesServer> {
  const config = readServerConfig(env);
  const logger = log ?? createLogger({ level: config.LOG_LEVEL });
  const composition = await compose(config, env, logger);
  try {
    const url = await listen(composition.app, config);
    const metrics = await listenForMetrics(composition.metrics, config, logger);
    await composition.start();
    return {
      url,
      rpc: composition.rpc,
      bus: composition.bus,
      settled: () => composition.settled(),
      async stop() {
        metrics?.close();
        await composition.stop();
      },
    };
  } catch (error) {
    await composition.stop();
    throw error;
  }
}

async function listen(
  app: Awaited<ReturnType<typeof compose>>['app'],
  config: ServerConfig,
): Promise<string> {
  try {
    await app.listen({ port: config.PORT, host: config.HOST });
  } catch (cause) {
    throw new StartError(listenProblem((cause as NodeJS.ErrnoException).code, config), { cause });
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.PORT;
  const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? 'localhost' : config.HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function listenProblem(code: string | undefined, { HOST, PORT }: ServerConfig): string {
  if (code === 'EADDRINUSE') return `Port ${PORT} is in use by another program; set PORT to a free one.`;
  if (code === 'EACCES')
    return `Port ${PORT} needs rights this user does not have; set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${HOST} is no address of this machine.`;
  return `Listening on ${HOST}:${PORT} failed (${code ?? 'unknown reason'}).`;
}

/** A port asked for must be had; the default one is left alone where something else has it. */
async function listenForMetrics(
  registry: Parameters<typeof serveMetrics>[0],
  config: ServerConfig,
  log: FastifyBaseLogger,
): Promise<Server | undefined> {
  const port = config.METRICS_PORT ?? defaultMetricsPort;
  try {
    return await serveMetrics(registry, config.METRICS_HOST, port);
  } catch (cause) {
    if (config.METRICS_PORT !== undefined) {
      throw new StartError(`METRICS_PORT ${port} could not be opened; set another one.`, { cause });
    }
    log.warn({ port }, 'metrics are off: the default port is in use');
    return undefined;
  }
}
