import swagger from '@fastify/swagger';
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { RouteAccess } from './access.ts';
import type { HttpApp } from './app.ts';

/**
 * `/docs`: OpenAPI 3.1 of every route registered after this call, or a document that was made before, with a page
 * that needs no network.
 */
export async function addDocs(
  app: HttpApp,
  { document, ...options }: { title: string; description: string; version: string; document?: object },
): Promise<void> {
  if (document)
    await app.register(swagger, { mode: 'static', specification: { document: document as never } });
  else await app.register(swagger, ofRoutes(options));
  await app.register(async (scope) => {
    scope.decorate('defaultAccess', 'public');
    scope.addHook('onSend', async (_request, reply, payload) => {
      const policy = reply.getHeader('content-security-policy');
      if (typeof payload !== 'string' || typeof policy !== 'string' || !payload.includes(head))
        return payload;
      reply.header('content-security-policy', policy.replace("style-src 'self'", `$& '${logoStyle}'`));
      return payload.replace(head, `${head}${viewport}`);
    });
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { persistAuthorization: true },
      logo: { type: 'image/svg+xml', content: wordmark(options.title), href: '/', target: '_self' },
      theme: { title: `${options.title} API` },
    });
  });
}

const head = '<meta charset="UTF-8">';
/** The page says nothing of phones, which would show it as wide as a desk. */
const viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">';
/** Of the one style that the page writes into itself: its maker's small logo, before ours takes its place. */
const logoStyle = 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=';

/** Asks each route for its schema. */
function ofRoutes(info: {
  title: string;
  description: string;
  version: string;
}): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'bridges_access' },
          serviceKey: { type: 'http', scheme: 'bearer', bearerFormat: 'bsk_…' },
        },
      },
    },
    transform: ({ schema, url, route, ...rest }) => {
      const security = securityOf(route.config?.access);
      const withSecurity = security.length === 0 ? schema : { ...schema, security };
      return jsonSchemaTransform({ schema: withSecurity, url, route, ...rest });
    },
    transformObject: jsonSchemaTransformObject,
  };
}

/** What a route asks of its callers, as OpenAPI says it: any one of these. */
function securityOf(access: RouteAccess | undefined): Record<string, string[]>[] {
  const user = [{ bearer: [] }, { cookie: [] }];
  const service = [{ serviceKey: [] }];
  if (access === 'public') return [];
  if (access === 'service') return service;
  return access === 'userOrService' ? [...user, ...service] : user;
}

/** The title as a picture, for the page's head. */
function wordmark(title: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="150" height="40">' +
    `<text x="0" y="28" font-family="sans-serif" font-size="26" font-weight="700" fill="#fff">${title}</text></svg>`
  );
}
