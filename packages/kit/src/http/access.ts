import type { FastifyRequest } from 'fastify';
import { kitErrors } from '../errors.ts';
import type { Identity, Viewer } from '../identity.ts';
import { serviceKeyPrefix } from '../service-keys.ts';
import type { ServiceCaller, ServiceKeys } from '../service-keys.ts';
import type { HttpApp } from './app.ts';
import { readAccessToken } from './cookies.ts';
import { assertOwnOrigin } from './origin.ts';

/**
 * Who may call a route at all; what she may do there is decided by the module's policies. `service`: programs
 * with a service key, and no user; `userOrService`: both.
 */
export type RouteAccess = 'public' | 'user' | 'admin' | 'service' | 'userOrService';

export interface RouteEntry {
  method: string;
  /** As declared, e.g. `/api/chats/:id`. */
  path: string;
  access: RouteAccess;
  /** The module that serves it; empty: the process itself. */
  service: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
    /** What a service key must be good for; needed where `access` lets services in. */
    scope?: string;
  }
  interface FastifyInstance {
    /** Access of this scope's routes that don't say: only for routes of others' plugins. */
    defaultAccess?: RouteAccess;
    /** Every route there is, for the test that asks each of them as everybody. */
    routeTable: RouteEntry[];
    /** The module whose routes are being declared. */
    serviceName?: string;
  }
  interface FastifyRequest {
    /** Set before the handler on routes with access `user` or `admin`; use `viewerOf`. */
    viewer: Viewer | null;
    /** Set before the handler when a service key asks; use `serviceOf`. */
    service: ServiceCaller | null;
  }
}

/** The signed-in caller. @throws AppError kit.unauthenticated */
export function viewerOf(request: FastifyRequest): Viewer {
  if (!request.viewer) throw kitErrors.unauthenticated();
  return request.viewer;
}

/** The program that asks. @throws AppError kit.unauthenticated */
export function serviceOf(request: FastifyRequest): ServiceCaller {
  if (!request.service) throw kitErrors.unauthenticated();
  return request.service;
}

/** Every route must say who may call it; identity is settled before a body is read. */
export function addAccessHooks(
  app: HttpApp,
  { identity, serviceKeys }: { identity: Identity; serviceKeys: ServiceKeys },
): void {
  app.decorateRequest('viewer', null);
  app.decorateRequest('service', null);
  const routeTable: RouteEntry[] = [];
  app.decorate('routeTable', routeTable);

  app.addHook('onRoute', function (route) {
    if (!route.config?.access && this.defaultAccess)
      route.config = { ...route.config, access: this.defaultAccess };
    if (!route.config?.access)
      throw new Error(`Route ${String(route.method)} ${route.url} does not say who may call it.`);
    if (isForServices(route.config.access) && !route.config.scope)
      throw new Error(`Route ${String(route.method)} ${route.url} does not say what a key must be good for.`);
    for (const method of [route.method].flat())
      routeTable.push({
        method,
        path: route.url,
        access: route.config.access,
        service: this.serviceName ?? '',
      });
  });

  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (!access) return;
    if (access === 'service' || (access === 'userOrService' && presentsServiceKey(request))) {
      request.service = await enterAsService(request, serviceKeys);
      return;
    }
    const token = readAccessToken(request);
    if (token?.source !== 'bearer') assertOwnOrigin(request, token !== undefined && access !== 'public');
    if (access === 'public') return;
    request.viewer = (token && (await identity.verify(token.value))) ?? null;
    if (!request.viewer) throw kitErrors.unauthenticated();
    if (access === 'admin' && !request.viewer.isAdmin) throw kitErrors.forbidden();
  });
}

const isForServices = (access: RouteAccess): boolean => access === 'service' || access === 'userOrService';

/** A service key comes in the header only: browsers never send one by themselves. */
function presentedKey(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

const presentsServiceKey = (request: FastifyRequest): boolean =>
  presentedKey(request)?.startsWith(serviceKeyPrefix) === true;

async function enterAsService(request: FastifyRequest, keys: ServiceKeys): Promise<ServiceCaller> {
  const secret = presentedKey(request);
  const caller = secret === undefined ? undefined : await keys.verify(secret);
  if (!caller) throw kitErrors.unauthenticated();
  const { scope } = request.routeOptions.config;
  if (scope === undefined || !caller.scopes.includes(scope)) throw kitErrors.forbidden();
  return caller;
}
