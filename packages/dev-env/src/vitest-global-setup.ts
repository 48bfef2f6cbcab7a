import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, startEmbeddedPostgres } from '@bridges/kit';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's PostgreSQL, database `postgres`. */
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the whole run, in memory-speed settings; each test file makes databases of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bridges-test-'));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: createLogger({ level: 'error' }),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' },
  });
  project.provide('postgresUrl', postgres.connectionString('postgres'));
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
