import { createLogger, startEmbeddedPostgres } from '@bridges/kit';
import { makeDataDir } from '../load/bridges-process.ts';

/** The same PostgreSQL with the same settings, for peers that only use the database. */
export async function startPeerPostgres(
  settings: Record<string, string> = {},
): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  const data = await makeDataDir();
  const log = createLogger({ level: 'error' });
  const postgres = await startEmbeddedPostgres({ dataDir: data.path, log, settings });
  return {
    pid: postgres.pid,
    url: postgres.connectionString('postgres'),
    async stop() {
      await postgres.stop();
      await data.remove();
    },
  };
}
