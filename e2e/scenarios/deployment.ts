import { createTestDatabases } from '@bridges/dev-env/test-databases';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { inject } from 'vitest';

/** A Bridges under test, known by its address alone. */
export interface Deployment extends AsyncDisposable {
  url: string;
}

/**
 * The Bridges that `BRIDGES_URL` names, however it is deployed (its rate limits must be relaxed), else one of
 * our own: a fresh server process on databases of its own.
 */
export async function deploy(env: Record<string, string> = {}): Promise<Deployment> {
  const given = process.env['BRIDGES_URL'];
  if (given) return { url: given.replace(/\/$/, ''), [Symbol.asyncDispose]: async () => {} };
  const databases = await createTestDatabases(inject('postgresUrl'));
  const server = await ServerProcess.start({ env: { ...databases.env, ...env } });
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await databases.drop();
    },
  };
}
