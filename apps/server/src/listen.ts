import type { Server } from 'node:http';
import { StartError, serveMetrics } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { Registry } from 'prom-client';
import type { ServerConfig } from './config.ts';

type Address = Pick<ServerConfig, 'HOST' | 'PORT'>;

const defaultMetricsPort = 9464;

/** Opens the port of HTTP and WebSocket. @throws StartError */
export async function listen(app: HttpApp, address: Address): Promise<string> {
  try {
    await app.listen({ port: address.PORT, host: address.HOST });
  } catch (cause) {
    throw new StartError(listenProblem((cause as NodeJS.ErrnoException).code, address), { cause });
  }
  return listeningUrl(app.server, address);
}

/** Where this machine's browser finds the server; the configured port while it is not open yet. */
export function listeningUrl(server: Server, { HOST, PORT }: Address): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : PORT;
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function listenProblem(code: string | undefined, { HOST, PORT }: Address): string {
  if (code === 'EADDRINUSE') return `Port ${PORT} is in use by another program; set PORT to a free one.`;
  if (code === 'EACCES')
    return `Port ${PORT} needs rights this user does not have; set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${HOST} is no address of this machine.`;
  return `Listening on ${HOST}:${PORT} failed (${code ?? 'unknown reason'}).`;
}

/**
 * Opens the port of metrics. One asked for must be had; the default one is left alone where something else has it.
 *
 * @throws StartError
 */
export async function listenForMetrics(
  registry: Registry,
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
