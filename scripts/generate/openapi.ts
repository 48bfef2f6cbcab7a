import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@bridges/kit';
import { compose } from '../../apps/server/src/compose.ts';
import { readServerConfig } from '../../apps/server/src/config.ts';
import type { Artefact } from './artefacts.ts';
import { servicesMap } from './services-map.ts';

/**
 * REST as OpenAPI 3.1, and which service nginx sends each path to: the server is composed as always, on a
 * database of its own, but never listens.
 */
export const openapi: Artefact = {
  name: 'openapi',
  owns: ['docs/generated/openapi.json', 'deploy/nginx/services.map'],
  build: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bridges-openapi-'));
    try {
      const env = { DATA_DIR: folder };
      const { app, stop } = await compose(readServerConfig(env), env, createLogger({ level: 'error' }));
      try {
        const { body } = await app.inject('/docs/json');
        return new Map([
          ['docs/generated/openapi.json', `${JSON.stringify(JSON.parse(body), null, 2)}\n`],
          ['deploy/nginx/services.map', servicesMap(app.routeTable)],
        ]);
      } finally {
        await stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
