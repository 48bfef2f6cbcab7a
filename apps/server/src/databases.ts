import {
  createDatabase,
  createPool,
  ensureDatabase,
  ensureDatabaseAt,
  isMigrated,
  migrate,
} from '@bridges/kit';
import type { Module } from '@bridges/kit';
import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { databaseUrlOf } from './config.ts';
import type { ServerConfig } from './config.ts';
import { databaseName } from './own-postgres.ts';
import type { OwnPostgres } from './own-postgres.ts';

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
  readonly #postgres: OwnPostgres | undefined;
  readonly #patience: number;

  /** @param postgres ended with them */
  constructor(
    config: ServerConfig,
    log: FastifyBaseLogger,
    postgres: OwnPostgres | undefined,
    patience: number,
  ) {
    this.#config = config;
    this.#log = log;
    this.#postgres = postgres;
    this.#patience = patience;
  }

  /** Opens a module's database: made if missing, migrated. @throws StartError */
  async open(module: Module): Promise<ModuleDatabase> {
    const connectionString = await this.#ensure(module);
    const options = {
      applicationName: `bridges ${module.name}`,
      log: this.#log,
      connectTimeoutMs: 5000 * this.#patience,
    };
    const pool = createPool(connectionString, options);
    this.#pools.push(pool);
    const db = createDatabase<unknown>(pool);
    const { migrations = {} } = module;
    if (!(await isMigrated(db, migrations))) {
      const patient = createDatabase<unknown>(
        createPool(connectionString, { ...options, answerTimeoutMs: 0 }),
      );
      try {
        await migrate(patient, migrations, this.#log);
      } finally {
        await patient.destroy();
      }
    }
    return { db, pool, connectionString };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#pools.map((pool) => pool.end()));
    await this.#postgres?.stop();
  }

  async #ensure({ name }: Module): Promise<string> {
    const elsewhere = databaseUrlOf(this.#config, name);
    if (elsewhere && 'own' in elsewhere) {
      await ensureDatabaseAt(elsewhere.own);
      return elsewhere.own;
    }
    const server = elsewhere?.server ?? (await this.#postgres?.connectionString('postgres'));
    if (server === undefined) throw new Error(`${name} has no PostgreSQL`);
    return ensureDatabase(server, databaseName(name));
  }
}
