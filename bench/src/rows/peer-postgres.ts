import { createLogger, startEmbeddedPostgres } from '@bridges/kit';
import { makeDataDir } from '../load/bridges-process.ts';

/** The same PostgreSQL with the same settings, for peers that only use the database. */
export async function startPeerPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const data = await makeDataDir();
  const postgres = await startEmbeddedPostgres({ dataDir: data.path, log: createLogger({ level: 'error' }) });
  return {
    url: postgres.connectionString('postgres'),
    async stop() {
      await postgres.stop();
      await data.remove();
    },
  };
}
