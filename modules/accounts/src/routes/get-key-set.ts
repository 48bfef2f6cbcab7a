import type { HttpApp } from '@bridges/kit';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { refusals } from './responses.ts';

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

export function getKeySet(app: HttpApp, deps: Deps): void {
  app.get(
    '/.well-known/jwks.json',
    {
      config: { access: 'public' },
      schema: {
        tags: ['sessions'],
        summary: 'The public keys of access tokens',
        description: 'RFC 7517. Ask again when a token names a key that is not here.',
        response: {
          200: keySet.meta({
            example: { keys: [{ kty: 'OKP', crv: 'Ed25519', kid: '0199f3a0', x: '11qYAYKx…' }] },
          }),
          ...refusals(),
        },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=60');
      return keySet.parse(await deps.keys.published());
    },
  );
}
