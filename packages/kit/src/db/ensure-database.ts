import pg from 'pg';
import { StartError } from '../config.ts';
import { describeConnectionError, sqlState } from './connection-errors.ts';

const oldestVersion = 15;
/** A machine that has more to do than it can do stands still for seconds. Where nobody listens is told at once. */
const connectMs = 20_000;

/**
 * Sees to it that the database `name` exists on the server of `adminConnectionString`, making it if need be.
 *
 * @returns the connection string of that database
 * @throws StartError when the server cannot be reached, is older than 15, or refuses
 */
export async function ensureDatabase(adminConnectionString: string, name: string): Promise<string> {
  const target = withDatabase(adminConnectionString, name);
  const create = (connectionString: string) =>
    withClient(connectionString, (client) => createIfMissing(client, name));
  try {
    await create(adminConnectionString);
  } catch (error) {
    // The URL may name a database that nobody made: then the one that every server has does as well.
    if (!(error instanceof StartError) || sqlState(error.cause) !== '3D000') throw error;
    await create(withDatabase(adminConnectionString, 'postgres'));
  }
  return target;
}

/**
 * The same for a connection string that names the database itself: one that is there is only checked, so its
 * user needs no right beyond it.
 */
export async function ensureDatabaseAt(connectionString: string): Promise<void> {
  try {
    await withClient(connectionString, async (client) => {
      await checkServer(client);
      const { rows } = await client.query<Found>(`${describeDatabase} current_database()`);
      checkEncoding(rows[0]);
    });
  } catch (error) {
    if (!(error instanceof StartError) || sqlState(error.cause) !== '3D000') throw error;
    await ensureDatabase(connectionString, databaseOf(connectionString));
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
    return new pg.Client({
      connectionString,
      connectionTimeoutMillis: connectMs,
      application_name: 'bridges',
    });
  } catch {
    throw new StartError(
      'The database URL is not valid: it must look like postgresql://user:password@host:5432/database.',
    );
  }
}

async function checkServer(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  const version = Math.floor(Number(rows[0]?.version) / 10_000);
  if (version < oldestVersion) {
    throw new StartError(
      `The PostgreSQL at ${client.host} is version ${version}; Bridges needs ${oldestVersion} or newer.`,
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

async function createIfMissing(client: pg.Client, name: string): Promise<void> {
  const version = await checkServer(client);
  const { rows } = await client.query<Found>(`${describeDatabase} $1`, [name]);
  if (rows[0]) checkEncoding(rows[0]);
  else await createDatabaseNamed(client, name, version);
}

interface Found {
  name: string;
  encoding: string;
}

const describeDatabase =
  'select datname as name, pg_encoding_to_char(encoding) as encoding from pg_database where datname =';

function checkEncoding(found: Found | undefined): void {
  if (!found || found.encoding === 'UTF8') return;
  throw new StartError(
    `The database "${found.name}" has the encoding ${found.encoding}; Bridges needs one made with the encoding UTF8.`,
  );
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
