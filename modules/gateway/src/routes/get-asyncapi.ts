import { readFile } from 'node:fs/promises';
import { kitErrors } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';

const documentUrl = new URL('../../../../docs/generated/asyncapi.json', import.meta.url);

/** The socket protocol as an AsyncAPI 3 document. */
export function getAsyncApiRoute(app: HttpApp): void {
  let document: Promise<string> | undefined;
  app.get(
    '/docs/asyncapi.json',
    {
      config: { access: 'public' },
      schema: {
        tags: ['sockets'],
        summary: 'Describe the sockets (AsyncAPI 3)',
        response: { 200: z.any() },
      },
    },
    async (_request, reply) => {
      // Installations may leave the generated documents out.
      document ??= readFile(documentUrl, 'utf8').catch((cause: unknown) => {
        throw kitErrors.not_found({ cause });
      });
      return reply
        .type('application/json')
        .serializer((text: unknown) => String(text))
        .send(await document);
    },
  );
}
