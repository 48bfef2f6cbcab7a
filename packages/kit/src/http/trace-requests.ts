import type { FastifyRequest } from 'fastify';
import { beginSpan } from '../tracing/spans.ts';
import type { HttpApp } from './app.ts';

/** One span per request, the first of its trace: what strangers say of traces is not believed. */
export function traceRequests(app: HttpApp): void {
  const spans = new WeakMap<FastifyRequest, ReturnType<typeof beginSpan>>();
  app.addHook('onRequest', (request, _reply, done) => {
    // The route and not the address, which may hold secrets.
    const route = request.routeOptions.url ?? 'none';
    const span = beginSpan(`${request.method} ${route}`, { kind: 'server', parent: null });
    spans.set(request, span);
    span.within(done);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { statusCode } = reply;
    spans.get(request)?.end({ 'http.response.status_code': statusCode }, statusCode >= 500);
  });
}
