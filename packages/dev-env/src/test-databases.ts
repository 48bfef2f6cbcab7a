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
  const urls = await withAdmin(postgresUrl, async (client) => {
    const made: [module: string, url: string][] = [];
    // One after the other: each copy waits for its checkpoints, and a connection costs as much as half a copy.
    for (const module of needed)
      made.push([module, await create(client, postgresUrl, module, nameOf(module))]);
    return made;
  });
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

async function create(client: pg.Client, postgresUrl: string, module: string, name: string): Promise<string> {
  const [copy, template] = [name, templateOf(module)].map((one) => client.escapeIdentifier(one));
  try {
    // Files copied as they are: four times as fast as through the log, where nothing is flushed to disk.
    await client.query(`create database ${copy} template ${template} strategy file_copy`);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return ensureDatabase(postgresUrl, name);
  }
  return withDatabase(postgresUrl, name);
}

/** There is no such template: nobody has filled any on this server. */
const isMissing = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '3D000';

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
