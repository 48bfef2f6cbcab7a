import { createdServiceKey, serviceKeyBody } from '@bridges/contracts';
import { viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { toServiceKey } from '../presenters/service-key.ts';
import { serviceKeyCreate } from '../services/service-key-create.ts';
import { refusals } from './responses.ts';

export function createServiceKey(app: HttpApp, deps: Deps): void {
  app.post(
    '/api/admin/service-keys',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['service keys'],
        operationId: 'createServiceKey',
        summary: 'Make a key for a program of yours',
        description:
          'The program sends it as `Authorization: Bearer bsk_…` to the routes that take service keys; every other ' +
          'route refuses it. The secret is in this answer and is never shown again.',
        body: serviceKeyBody,
        response: { 201: createdServiceKey, ...refusals(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const { row, secret } = await serviceKeyCreate(deps, {
        ...request.body,
        createdBy: viewerOf(request).userId,
      });
      return reply.code(201).send({ key: toServiceKey(row), secret });
    },
  );
}
