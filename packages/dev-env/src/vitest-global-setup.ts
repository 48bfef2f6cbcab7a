import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, startEmbeddedPostgres } from '@bridges/kit';
import { startServer } from '@bridges/server';
import type { TestProject } from 'vitest/node';
import { createTemplates } from './test-databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's PostgreSQL, database `postgres`. */
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the whole run, in memory-speed settings; each test file makes databases of its own, copied from those that a first start has filled. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bridges-test-'));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: createLogger({ level: 'error' }),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' },
  });
  const url = postgres.connectionString('postgres');
  await fillTemplates(url, dataDir);
  project.provide('postgresUrl', url);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Starts everything once, so that the tables of each module and of its jobs are there to be copied. */
async function fillTemplates(url: string, dataDir: string): Promise<void> {
  const env = {
    ...(await createTemplates(url)),
    DATA_DIR: join(dataDir, 'template'),
    PORT: '0',
    METRICS_PORT: '0',
    LOG_LEVEL: 'error',
  };
  const server = await startServer(env);
  await server.stop();
}
