import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import type { Identity } from '../identity.ts';
import type { ServiceKeys } from '../service-keys.ts';
import { addAccessHooks } from './access.ts';
import { addErrorHandling, sendRefusal, toAppError } from './error-handler.ts';
import { requestIdFrom, withRequestId } from '../tracing/request-id.ts';
import { isTracing } from '../tracing/spans.ts';
import { observeHttp } from './http-metrics.ts';
import { parseStrictJson } from './json.ts';
import { traceRequests } from './trace-requests.ts';

export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface HttpOptions {
  log: FastifyBaseLogger;
  identity: Identity;
  serviceKeys: ServiceKeys;
  /** Addresses or networks of reverse proxies whose `X-Forwarded-*` headers count; false: nobody's. */
  trustProxy: string | boolean;
  metrics?: Registry;
}

/**
 * Content security policy of every page we serve: our own files only. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    // A voice message is heard before it is sent.
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/**
 * The HTTP server of a process: strict JSON, schemas by zod, identity by hooks, one form of errors, one
 * request id in answer and log. Limits are explicit because Node's and Fastify's defaults are off or huge.
 */
export async function createHttpApp(options: HttpOptions): Promise<HttpApp> {
  const app: HttpApp = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: 128 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // While it stops, it answers what still comes over open connections, and ends them with that.
    return503OnClosing: false,
    // A proxy of ours names requests for its log and for all of ours.
    genReqId: ({ headers }) =>
      requestIdFrom(options.trustProxy === false ? undefined : headers['x-request-id']),
    // Addresses that the router can't read come here instead of to the error handler.
    frameworkErrors: (error, request, reply) => void sendRefusal(toAppError(error), request, reply),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    exposeHeadRoutes: false,
  }).withTypeProvider<ZodTypeProvider>();

  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, body.length === 0 ? undefined : parseStrictJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onRequest', (request, _reply, done) => withRequestId(request.id, done));
  if (isTracing()) traceRequests(app);
  if (options.metrics) observeHttp(app, options.metrics);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  addErrorHandling(app);
  addAccessHooks(app, options);
  return app;
}
