import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from './log.ts';

export interface PoolOptions {
  /** Connections at most (default 10). */
  max?: number;
  /** Shown in `pg_stat_activity`, e.g. `bridges messages`. */
  applicationName: string;
  log: Log;
  /** A statement that runs longer is ended (default 15,000). */
  statementTimeoutMs?: number;
  /**
   * When a statement has no answer after this time, its connection is given up, and the statement fails: PostgreSQL is
   * frozen, or the network swallows what it says. Default: 2,500 more than `statementTimeoutMs`; 0: never.
   */
  answerTimeoutMs?: number;
  /** Give up when there is no connection after this time (default 5,000). */
  connectTimeoutMs?: number;
}

const int8 = 20;
const int8Array: number = 1016;
const textArray: number = 1009;

/** `bigint` columns are numbers here as long as a number can hold them exactly, else texts as PostgreSQL wrote them. */
function parseInt8(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

const parseTexts = pg.types.getTypeParser(textArray) as (text: string) => (string | null)[];

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (format !== 'binary' && oid === int8) return parseInt8;
    if (format !== 'binary' && oid === int8Array) return parseInt8Array;
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

function parseInt8Array(text: string): unknown[] {
  return parseTexts(text).map((item) => (item === null ? null : parseInt8(item)));
}

/**
 * A pool that survives its server: connections that break are logged and replaced, never thrown at the
 * process. Connecting and every statement have a limit in time; what a statement did that went unanswered, nobody knows.
 */
export function createPool(connectionString: string, options: PoolOptions): pg.Pool {
  const { log, statementTimeoutMs = 15_000 } = options;
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 10,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    // With `pipeline` the connection ends with it: nobody else ever gets one over which an answer may still come.
    query_timeout: options.answerTimeoutMs ?? statementTimeoutMs + 2500,
    idle_in_transaction_session_timeout: 60_000,
    types,
    // Statements that are asked for without waiting for each other travel together; each is done, and fails, by itself.
    pipeline: true,
  });
  const report = (error: Error & { code?: unknown }) => {
    if (pool.ending) return;
    log.warn({ code: error.code, pool: options.applicationName }, 'A database connection was lost.');
  };
  // Without these, a connection that breaks while idle (pool) or in use (client) ends the process.
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
  // One that was given up is known as broken a moment later only; nobody may get it in between.
  pool.on('release', (_error, client) => {
    if (client.connection.stream.destroyed) client.end().catch(report);
  });
  return pool;
}

/** The query builder over a pool: camelCase here is snake_case there; the caller's type says which tables there are. */
export function createDatabase<DB>(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
