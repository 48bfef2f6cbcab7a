import { readBody, readState, uuid } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { MarkContext } from '../services/read-marker-advance.ts';
import { readMarkerAdvance } from '../services/read-marker-advance.ts';

export function markRead(app: HttpApp, context: MarkContext): void {
  app.post(
    '/api/chats/:id/read',
    {
      config: { access: 'user' },
      schema: {
        tags: ['chats'],
        summary: 'I have read up to here',
        description: 'The marker never goes back: an older seq leaves it where it is.',
        params: z.strictObject({ id: uuid }),
        body: readBody,
        response: { 200: readState, ...refusals(400, 401, 404) },
      },
    },
    async (request) => {
      const readSeq = await readMarkerAdvance(
        context,
        viewerOf(request).userId,
        request.params.id,
        request.body.seq,
      );
      return { readSeq };
    },
  );
}
