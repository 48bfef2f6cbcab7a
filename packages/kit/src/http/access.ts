import type { FastifyRequest } from 'fastify';
import { kitErrors } from '../errors.ts';
import type { Identity, Viewer } from '../identity.ts';
import type { HttpApp } from './app.ts';
import { readAccessToken } from './cookies.ts';
import { assertOwnOrigin } from './origin.ts';

/** Who may call a route at all; what she may do there is decided by the module's policies. */
export type RouteAccess = 'public' | 'user' | 'admin';

export interface RouteEntry {
  method: string;
  /** As declared, e.g. `/api/chats/:id`. */
  path: string;
  access: RouteAccess;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
  interface FastifyInstance {
    /** Access of this scope's routes that don't say: only for routes of others' plugins. */
    defaultAccess?: RouteAccess;
    /** Every route there is, for the test that asks each of them as everybody. */
    routeTable: RouteEntry[];
  }
  interface FastifyRequest {
    /** Set before the handler on routes with access `user` or `admin`; use `viewerOf`. */
    viewer: Viewer | null;
  }
}

/** The signed-in caller. @throws AppError kit.unauthenticated */
export function viewerOf(request: FastifyRequest): Viewer {
  if (!request.viewer) throw kitErrors.unauthenticated();
  return request.viewer;
}

/** Every route must say who may call it; identity is settled before a body is read. */
export function addAccessHooks(app: HttpApp, identity: Identity): void {
  app.decorateRequest('viewer', null);
  const routeTable: RouteEntry[] = [];
  app.decorate('routeTable', routeTable);

  app.addHook('onRoute', function (route) {
    if (!route.config?.access && this.defaultAccess)
      route.config = { ...route.config, access: this.defaultAccess };
    if (!route.config?.access)
      throw new Error(`Route ${String(route.method)} ${route.url} does not say who may call it.`);
    for (const method of [route.method].flat())
      routeTable.push({ method, path: route.url, access: route.config.access });
  });

  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (!access) return;
    const token = readAccessToken(request);
    if (token?.source !== 'bearer') assertOwnOrigin(request, token !== undefined && access !== 'public');
    if (access === 'public') return;
    request.viewer = (token && (await identity.verify(token.value))) ?? null;
    if (!request.viewer) throw kitErrors.unauthenticated();
    if (access === 'admin' && !request.viewer.isAdmin) throw kitErrors.forbidden();
  });
}
