import {
  createDatabase,
  createPool,
  ensureDatabase,
  ensureDatabaseAt,
  migrate,
  startEmbeddedPostgres,
} from '@bridges/kit';
import type { EmbeddedPostgres, Module } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { ServerConfig } from './config.ts';

export interface ModuleDatabase {
  // Each module narrows it to its own tables.
  // eslint-disable-next-line typescript/no-explicit-any
  db: Kysely<any>;
  pool: Pool;
  connectionString: string;
}

/** The databases of this process, one per module, on the embedded PostgreSQL or on servers of one's own. */
export class Databases {
  readonly #config: ServerConfig;
  readonly #log: FastifyBaseLogger;
  readonly #pools: Pool[] = [];
  #embedded: Promise<EmbeddedPostgres> | undefined;

  constructor(config: ServerConfig, log: FastifyBaseLogger) {
    this.#config = config;
    this.#log = log;
  }

  /** Opens a module's database: made if missing, migrated. @throws StartError */
  async open(module: Module): Promise<ModuleDatabase> {
    const connectionString = await this.#ensure(module);
    const pool = createPool(connectionString, { applicationName: `bridges ${module.name}`, log: this.#log });
    this.#pools.push(pool);
    const db = createDatabase<unknown>(pool);
    await migrate(db, module.migrations ?? {}, this.#log);
    return { db, pool, connectionString };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#pools.map((pool) => pool.end()));
    await (await this.#embedded?.catch(() => undefined))?.stop();
  }

  async #ensure(module: Module): Promise<string> {
    const own = this.#config[`${module.name.toUpperCase() as 'ACCOUNTS'}_DATABASE_URL`];
    if (own) {
      await ensureDatabaseAt(own);
      return own;
    }
    const name = `bridges_${module.name}`;
    if (this.#config.DATABASE_URL) return ensureDatabase(this.#config.DATABASE_URL, name);
    this.#embedded ??= startEmbeddedPostgres({ dataDir: this.#config.DATA_DIR, log: this.#log });
    return ensureDatabase((await this.#embedded).connectionString('postgres'), name);
  }
}
