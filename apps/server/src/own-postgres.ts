import { startEmbeddedPostgres } from '@bridges/kit/start';
import type { EmbeddedPostgres } from '@bridges/kit/start';
import type { FastifyBaseLogger } from 'fastify';
import { databaseUrlOf } from './config.ts';
import type { ServerConfig } from './config.ts';

/** The embedded PostgreSQL of this process, which may still be starting. */
export interface OwnPostgres {
  /** @throws StartError */
  connectionString(database: string): Promise<string>;
  stop(): Promise<void>;
}

export const databaseName = (module: string): string => `bridges_${module}`;

/**
 * Begins to start the embedded PostgreSQL and comes back at once. Undefined where every module here has its database
 * elsewhere.
 */
export function startOwnPostgres(config: ServerConfig, log: FastifyBaseLogger): OwnPostgres | undefined {
  const modules = config.services.filter((name) => name !== 'gateway' && !databaseUrlOf(config, name));
  if (modules.length === 0) return undefined;
  const starting: Promise<EmbeddedPostgres> = startEmbeddedPostgres({
    dataDir: config.DATA_DIR,
    log,
    databases: modules.map(databaseName),
  });
  // Who asks for it is told.
  starting.catch(() => undefined);
  return {
    connectionString: async (database) => (await starting).connectionString(database),
    stop: async () => (await starting.catch(() => undefined))?.stop(),
  };
}
