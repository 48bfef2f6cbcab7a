import { contextParams } from '@bridges/contracts';
import type { HttpApp } from '@bridges/kit';
import { contextClose } from '../services/context-close.ts';
import type { ContextWriter } from '../services/context-put.ts';
import { noContent, serviceRefusals } from './responses.ts';

export function closeContextRoute(app: HttpApp, contexts: ContextWriter): void {
  app.delete(
    '/api/contexts/:type/:id',
    {
      config: { access: 'service', scope: 'contexts' },
      schema: {
        tags: ['contexts'],
        operationId: 'closeContext',
        summary: 'Close the chat about a thing',
        description:
          'For service keys. Nobody posts in it any more; its members keep reading it. A PUT with another state opens it ' +
          'again.',
        params: contextParams,
        response: { 204: noContent, ...serviceRefusals },
      },
    },
    async (request, reply) => {
      await contextClose(contexts, request.params);
      return reply.code(204).send(null);
    },
  );
}
