import pg from 'pg';
import { StartError } from '../config.ts';
import { describeConnectionError, placeOf, sqlState } from './connection-errors.ts';

const oldestVersion = 15;

/**
 * Sees to it that the database `name` exists on the server of `adminConnectionString`, making it if need be.
 *
 * @returns the connection string of that database
 * @throws StartError when the server cannot be reached, is older than 15, or refuses
 */
export async function ensureDatabase(adminConnectionString: string, name: string): Promise<string> {
  const target = withDatabase(adminConnectionString, name);
  await withClient(adminConnectionString, async (client) => {
    const version = await checkServer(client, adminConnectionString);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await createDatabaseNamed(client, name, version);
  });
  return target;
}

/**
 * The same for a connection string that names the database itself: one that is there is only checked, so its
 * user needs no right beyond it.
 */
export async function ensureDatabaseAt(connectionString: string): Promise<void> {
  try {
    await withClient(connectionString, (client) => checkServer(client, connectionString));
  } catch (error) {
    if (!(error instanceof StartError) || sqlState(error.cause) !== '3D000') throw error;
    const name = databaseOf(connectionString);
    await ensureDatabase(withDatabase(connectionString, 'postgres'), name);
  }
}

/** The same server, user and options, another database. */
export function withDatabase(connectionString: string, name: string): string {
  const match = /^([a-z]+:\/\/[^/?#]*)(?:\/[^?#]*)?([?#].*)?$/i.exec(connectionString);
  if (!match)
    throw new StartError(
      'The database URL is not valid: it must look like postgresql://user:password@host:5432/database.',
    );
  return `${match[1]}/${encodeURIComponent(name)}${match[2] ?? ''}`;
}

function databaseOf(connectionString: string): string {
  return decodeURIComponent(/^[a-z]+:\/\/[^/?#]*\/([^?#]*)/i.exec(connectionString)?.[1] ?? '');
}

async function withClient<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = newClient(connectionString);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(describeConnectionError(connectionString, cause), { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function newClient(connectionString: string): pg.Client {
  try {
    return new pg.Client({ connectionString, connectionTimeoutMillis: 5000, application_name: 'bridges' });
  } catch {
    throw new StartError(
      'The database URL is not valid: it must look like postgresql://user:password@host:5432/database.',
    );
  }
}

async function checkServer(client: pg.Client, connectionString: string): Promise<number> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    "select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding",
  );
  const version = Math.floor(Number(rows[0]?.version) / 10_000);
  if (version < oldestVersion) {
    throw new StartError(
      `The PostgreSQL at ${placeOf(connectionString)} is version ${version}; Bridges needs ${oldestVersion} or newer.`,
    );
  }
  return version;
}

/** Tried in turn: Unicode rules that belong to PostgreSQL itself, then the system's, then what the server has. */
function localeOptions(version: number): string[] {
  const builtin = (name: string) => `locale_provider builtin builtin_locale '${name}' locale 'C.UTF-8'`;
  return [
    ...(version >= 18 ? [builtin('PG_UNICODE_FAST')] : []),
    ...(version >= 17 ? [builtin('C.UTF-8')] : []),
    "locale 'C.UTF-8'",
    '',
  ];
}

async function createDatabaseNamed(client: pg.Client, name: string, version: number): Promise<void> {
  const quoted = client.escapeIdentifier(name);
  let cause: unknown;
  for (const locale of localeOptions(version)) {
    try {
      await client.query(`create database ${quoted} template template0 encoding 'UTF8' ${locale}`);
      return;
    } catch (error) {
      const state = sqlState(error);
      // Another server was faster (42P04, or 23505 in the same moment).
      if (state === '42P04' || state === '23505') return;
      cause = error;
      if (state === '42501') break;
    }
  }
  throw new StartError(
    sqlState(cause) === '42501'
      ? `The database "${name}" does not exist and the database user may not create it; create it, or grant CREATEDB.`
      : `The database "${name}" could not be created: ${cause instanceof Error ? cause.message : 'unknown reason'}.`,
    { cause },
  );
}
