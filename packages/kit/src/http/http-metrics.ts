import { Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { HttpApp } from './app.ts';

/** Requests by route (never by address, which may hold secrets), method and status. */
export function observeHttp(app: HttpApp, metrics: Registry): void {
  const seconds = new Histogram({
    name: 'bridges_http_request_seconds',
    help: 'Requests by route, method and status.',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { route, method: request.method, status: reply.statusCode };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
}
