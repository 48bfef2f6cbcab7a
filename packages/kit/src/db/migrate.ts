import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import { StartError } from '../config.ts';
import { kitMigrations } from './kit-migration.ts';
import type { Log } from './log.ts';

// Every module has its own tables.
// eslint-disable-next-line typescript/no-explicit-any
type AnyDatabase = Kysely<any>;

const migrationTable = 'kysely_migration';
/** Any number, as long as nothing else in the module's database locks the same one. */
const migrationLock = 7_262_474_338;

const withKit = (migrations: Record<string, Migration>) => ({ ...kitMigrations, ...migrations });

/**
 * Whether there is nothing to do. Else give `migrate` a pool with `answerTimeoutMs: 0`: building an index takes its time.
 *
 * @throws StartError when the database is of a newer version than the code
 */
export function isMigrated(db: AnyDatabase, migrations: Record<string, Migration>): Promise<boolean> {
  return isCurrent(db, withKit(migrations));
}

/**
 * Brings a module's database up to date: the kit's tables first, then the module's migrations in the order
 * of their names, each run once, all in one transaction. Servers that start together wait for each other.
 *
 * @throws StartError when the database is of a newer version than the code, or a migration fails
 */
export async function migrate(
  db: AnyDatabase,
  migrations: Record<string, Migration>,
  log: Log,
): Promise<void> {
  const all = withKit(migrations);
  await db.connection().execute(async (connection) => {
    if (await isCurrent(connection, all)) return;
    // Building an index, or waiting for another server, may take longer than any statement of daily life.
    await sql`set statement_timeout = 0`.execute(connection);
    // Kysely makes its own tables before it locks: servers that start together must not do that at once.
    await sql`select pg_advisory_lock(${migrationLock})`.execute(connection);
    try {
      await migrateToLatest(connection, all, log);
    } finally {
      await sql`select pg_advisory_unlock(${migrationLock})`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}

async function isCurrent(db: AnyDatabase, all: Record<string, Migration>): Promise<boolean> {
  const executed = await executedMigrations(db);
  const unknown = executed.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) {
    throw new StartError(
      `The database is of a newer version of Bridges (it has "${unknown}"); start that version.`,
    );
  }
  return executed.length === Object.keys(all).length;
}

async function migrateToLatest(db: AnyDatabase, all: Record<string, Migration>, log: Log): Promise<void> {
  const migrator = new Migrator({
    db,
    migrationTableName: migrationTable,
    provider: { getMigrations: async () => all },
    // The kit's own sort before the module's, whichever came first.
    allowUnorderedMigrations: true,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new StartError(`The database could not be migrated${failed ? ` (${failed})` : ''}: ${reason}`, {
      cause: error,
    });
  }
  if (results?.length) {
    log.info({ migrations: results.map(({ migrationName }) => migrationName) }, 'The database was migrated.');
  }
}

async function executedMigrations(db: AnyDatabase): Promise<string[]> {
  const found = await sql<{
    exists: boolean;
  }>`select to_regclass(${migrationTable}) is not null as exists`.execute(db);
  if (!found.rows[0]?.exists) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTable)}`.execute(db);
  return rows.map(({ name }) => name);
}
