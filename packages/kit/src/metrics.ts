import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Registry, collectDefaultMetrics } from 'prom-client';

/** A registry with the process's own metrics in it. */
export function createMetrics(labels: Record<string, string>): Registry {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  collectDefaultMetrics({ register: registry });
  return registry;
}

/**
 * Serves `/metrics` on a port of its own, which must not be public.
 *
 * @throws the listen error (e.g. EADDRINUSE)
 */
export async function serveMetrics(registry: Registry, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return server;
}
