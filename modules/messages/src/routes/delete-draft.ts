import { uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import { draftSave } from '../services/draft-save.ts';
import type { DraftContext } from '../services/draft-save.ts';

export function deleteDraft(app: HttpApp, context: DraftContext): void {
  app.delete(
    '/api/chats/:id/draft',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'Forget my draft',
        params: z.strictObject({ id: uuid }),
        response: { 204: z.null(), ...refusals(400, 401, 404) },
      },
    },
    async (request, reply) => {
      await draftSave(context, viewerOf(request).userId, request.params.id, { text: '' });
      return reply.code(204).send(null);
    },
  );
}
