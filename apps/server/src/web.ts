import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { kitErrors } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';

const builtWeb = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Paths that are never pages: an unknown one answers in JSON. */
const notPages = /^\/(api|ws|docs|healthz|readyz|metrics|\.well-known|assets)(\/|$)/;

/** Serves the built web client: files as they are, every other page as the one page of the client. */
export async function addWeb(app: HttpApp): Promise<void> {
  if (!existsSync(join(builtWeb, 'index.html'))) {
    app.log.warn('The web client is not built (npm run build); serving the API only.');
    return;
  }
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' };
      route.schema = { ...route.schema, hide: true };
    });
    await scope.register(fastifyStatic, {
      root: builtWeb,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isNamedByContent = path.includes('/assets/');
        reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    scope.get('/*', async (request, reply) => {
      const path = request.url.split('?')[0] ?? '/';
      if (notPages.test(path)) throw kitErrors.not_found();
      return reply.sendFile('index.html');
    });
  });
}
