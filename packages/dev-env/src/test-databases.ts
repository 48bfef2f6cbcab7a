import { randomUUID } from 'node:crypto';
import { ensureDatabase, withDatabase } from '@bridges/kit';
import pg from 'pg';

const modules = ['accounts', 'groups', 'messages', 'files', 'notifications'];

/** A database that a new one is copied from: its tables are made once for a whole run of tests. */
export const templateOf = (module: string): string => `template_${module}`;

/** Empty databases for one platform, one for each module that runs; `drop` takes them away again. */
export async function createTestDatabases(
  postgresUrl: string,
  services: readonly string[] = modules,
): Promise<{ env: Record<string, string>; drop: () => Promise<void> }> {
  const prefix = `test_${randomUUID().slice(0, 8)}`;
  const nameOf = (module: string) => `${prefix}_${module}`;
  const needed = modules.filter((module) => services.includes(module));
  const urls = await Promise.all(
    needed.map(async (module) => [module, await create(postgresUrl, module, nameOf(module))] as const),
  );
  return {
    env: environmentOf(urls),
    drop: () => drop(postgresUrl, needed, nameOf),
  };
}

/** The databases that later ones will be copied from; to be filled by a start of the whole, and then left alone. */
export async function createTemplates(postgresUrl: string): Promise<Record<string, string>> {
  return environmentOf(
    await Promise.all(
      modules.map(async (module) => [module, await ensureDatabase(postgresUrl, templateOf(module))] as const),
    ),
  );
}

/** Those of a run before, or of this one, on a server that outlives it. */
export const dropTemplates = (postgresUrl: string): Promise<void> => drop(postgresUrl, modules, templateOf);

async function drop(
  postgresUrl: string,
  some: readonly string[],
  nameOf: (module: string) => string,
): Promise<void> {
  await withAdmin(postgresUrl, async (client) => {
    for (const module of some)
      await client.query(`drop database if exists ${client.escapeIdentifier(nameOf(module))} with (force)`);
  });
}

const environmentOf = (urls: readonly (readonly [module: string, url: string])[]): Record<string, string> =>
  Object.fromEntries(urls.map(([module, url]) => [`${module.toUpperCase()}_DATABASE_URL`, url]));

async function create(postgresUrl: string, module: string, name: string): Promise<string> {
  const isCopied = await withAdmin(postgresUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
      templateOf(module),
    ]);
    if (rowCount === 0) return false;
    const [copy, template] = [name, templateOf(module)].map((one) => client.escapeIdentifier(one));
    // Files copied as they are: four times as fast as through the log, where nothing is flushed to disk.
    await client.query(`create database ${copy} template ${template} strategy file_copy`);
    return true;
  });
  return isCopied ? withDatabase(postgresUrl, name) : ensureDatabase(postgresUrl, name);
}

async function withAdmin<Result>(
  postgresUrl: string,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: withDatabase(postgresUrl, 'postgres') });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
