import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { addDocs } from '@bridges/kit';
import type { HttpApp } from '@bridges/kit';
import { moduleNames } from './config.ts';
import type { ServerConfig } from './config.ts';

const wholeApi = fileURLToPath(new URL('../../../docs/generated/openapi.json', import.meta.url));

/** `/docs` of the routes of this process; of all modules' where the page is served without them. */
export async function addServerDocs(
  app: HttpApp,
  { hasWeb, services }: Pick<ServerConfig, 'hasWeb' | 'services'>,
): Promise<void> {
  const isPart = hasWeb && services.length < moduleNames.length;
  await addDocs(app, {
    title: 'Bridges',
    description:
      'REST of Bridges. Sign in with POST /api/token and send `Authorization: Bearer <access>`; sockets are described in the socket protocol guide.',
    version: '0.1.0',
    ...(isPart ? { document: JSON.parse(await readFile(wholeApi, 'utf8')) as object } : {}),
  });
}
