import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { HttpApp } from './app.ts';

/** `/docs`: OpenAPI 3.1 of every route registered after this call, with a page that needs no network. */
export async function addDocs(
  app: HttpApp,
  options: { title: string; description: string; version: string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { ...options, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'bridges_access' },
        },
      },
    },
    transform: ({ schema, url, route, ...rest }) => {
      const isPublic = route.config?.access === 'public';
      const withSecurity = isPublic ? schema : { ...schema, security: [{ bearer: [] }, { cookie: [] }] };
      return jsonSchemaTransform({ schema: withSecurity, url, route, ...rest });
    },
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(async (scope) => {
    scope.decorate('defaultAccess', 'public');
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { persistAuthorization: true },
      logo: { type: 'image/svg+xml', content: wordmark(options.title), href: '/', target: '_self' },
      theme: { title: `${options.title} API` },
    });
  });
}

/** The title as a picture, for the page's head. */
function wordmark(title: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="150" height="40">' +
    `<text x="0" y="28" font-family="sans-serif" font-size="26" font-weight="700" fill="#fff">${title}</text></svg>`
  );
}
