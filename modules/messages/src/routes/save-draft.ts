import { chatMarks, draftBody, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp, RateLimit } from '@bridges/kit';
import { z } from 'zod';
import { draftSave } from '../services/draft-save.ts';
import type { DraftContext } from '../services/draft-save.ts';

export function saveDraft(app: HttpApp, context: DraftContext & { marksLimit: RateLimit }): void {
  app.put(
    '/api/chats/:id/draft',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chat marks'],
        summary: 'Keep what I have begun to write',
        description: 'On all my devices; the last one saved wins. An empty one takes it away.',
        params: z.strictObject({ id: uuid }),
        body: draftBody,
        response: { 200: chatMarks, ...refusals(400, 401, 404, 429) },
      },
    },
    async (request) => {
      const { userId } = viewerOf(request);
      await context.marksLimit.consume(userId);
      return draftSave(context, userId, request.params.id, request.body);
    },
  );
}
