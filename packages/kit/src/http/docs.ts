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
    await scope.register(swaggerUi, { routePrefix: '/docs', uiConfig: { persistAuthorization: true } });
  });
}
