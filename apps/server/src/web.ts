import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
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
  const files = new Set(
    readdirSync(builtWeb, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
      .map((entry) => `/${relative(builtWeb, join(entry.parentPath, entry.name)).replaceAll('\\', '/')}`),
  );
  await app.register(async (scope) => {
    // It only sends: the route below is ours, so that every path keeps its rules of access.
    await scope.register(fastifyStatic, {
      root: builtWeb,
      serve: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isNamedByContent = path.includes('/assets/');
        reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    scope.get(
      '/*',
      { config: { access: 'public' }, schema: { hide: true }, exposeHeadRoute: true },
      async (request, reply) => {
        const path = request.url.split('?')[0] ?? '/';
        if (files.has(path)) return reply.sendFile(path.slice(1));
        if (notPages.test(path)) throw kitErrors.not_found();
        return reply.sendFile('index.html');
      },
    );
  });
}
