import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import { StartError } from '../config.ts';
import { kitMigrations } from './kit-migration.ts';
import type { Log } from './log.ts';

const migrationTable = 'kysely_migration';

/**
 * Brings a module's database up to date: the kit's tables first, then the module's migrations in the order
 * of their names, each run once, all in one transaction. Servers that start together wait for each other.
 *
 * @throws StartError when the database is of a newer version than the code, or a migration fails
 */
// Every module has its own tables.
// eslint-disable-next-line typescript/no-explicit-any
export async function migrate(
  db: Kysely<any>,
  migrations: Record<string, Migration>,
  log: Log,
): Promise<void> {
  const all = { ...kitMigrations, ...migrations };
  const executed = await executedMigrations(db);
  const unknown = executed.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) {
    throw new StartError(
      `The database is of a newer version of Bridges (it has "${unknown}"); start that version.`,
    );
  }
  if (executed.length === Object.keys(all).length) return;
  const migrator = new Migrator({
    db,
    migrationTableName: migrationTable,
    provider: { getMigrations: async () => all },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new StartError(`The database could not be migrated${failed ? ` (${failed})` : ''}: ${reason}`, {
      cause: error,
    });
  }
  log.info({ migrations: results?.map(({ migrationName }) => migrationName) }, 'The database was migrated.');
}

// eslint-disable-next-line typescript/no-explicit-any
async function executedMigrations(db: Kysely<any>): Promise<string[]> {
  const found = await sql<{
    exists: boolean;
  }>`select to_regclass(${migrationTable}) is not null as exists`.execute(db);
  if (!found.rows[0]?.exists) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTable)}`.execute(db);
  return rows.map(({ name }) => name);
}
