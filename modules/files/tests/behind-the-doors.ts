import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestPlatform } from '@bridges/dev-env';
import pg from 'pg';

/** Asks the module's database behind its doors. */
export async function query(
  platform: TestPlatform,
  text: string,
  values: unknown[] = [],
  module: Parameters<TestPlatform['databaseUrl']>[0] = 'files',
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: platform.databaseUrl(module) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Runs one of the module's jobs now, and waits until it is done. */
export const runJob = (platform: TestPlatform, name: string) => runJobOf(platform, 'files', name);

/** The same of another module, which files hears of. */
export async function runJobOf(
  platform: TestPlatform,
  module: Parameters<TestPlatform['databaseUrl']>[0],
  name: string,
): Promise<void> {
  await query(platform, 'select graphile_worker.add_job($1::text)', [name], module);
  await platform.settled();
}

/** How many files there are in storage. */
export async function storedCount(platform: TestPlatform): Promise<number> {
  const found = await readdir(join(platform.dataDir, 'files', 'files'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return found.filter((entry) => entry.isFile()).length;
}
