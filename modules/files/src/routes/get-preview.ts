import { previewAnswer, previewQuery } from '@bridges/contracts';
import { refusals, viewerOf } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import type { Deps } from '../deps.ts';
import { previewShow } from '../services/preview-show.ts';

export function getPreview(app: HttpApp, deps: Deps): void {
  app.get(
    '/api/previews',
    {
      config: { access: 'user' },
      schema: {
        tags: ['files'],
        operationId: 'getPreview',
        summary: 'What is behind a link',
        description:
          'As a message with this link will show it. The server asks there itself, at public addresses only; null: ' +
          'there is nothing to show, or nobody it may ask.',
        querystring: previewQuery,
        response: { 200: previewAnswer, ...refusals(400, 401, 429) },
      },
    },
    async (request) => ({
      preview: await previewShow(deps, viewerOf(request).userId, request.query.url),
    }),
  );
}
