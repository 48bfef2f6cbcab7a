import { randomUUID } from 'node:crypto';
import { ensureDatabase, withDatabase } from '@bridges/kit';
import pg from 'pg';

const modules = ['accounts', 'groups', 'messages', 'files', 'notifications'];

/** Empty databases for one platform, one per module; `drop` takes them away again. */
export async function createTestDatabases(
  postgresUrl: string,
): Promise<{ env: Record<string, string>; drop: () => Promise<void> }> {
  const prefix = `test_${randomUUID().slice(0, 8)}`;
  const names = modules.map((module) => `${prefix}_${module}`);
  const urls = await Promise.all(names.map((name) => ensureDatabase(postgresUrl, name)));
  return {
    env: Object.fromEntries(
      modules.map((module, index) => [`${module.toUpperCase()}_DATABASE_URL`, urls[index] ?? '']),
    ),
    async drop() {
      const client = new pg.Client({ connectionString: withDatabase(postgresUrl, 'postgres') });
      await client.connect();
      try {
        for (const name of names)
          await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
      } finally {
        await client.end();
      }
    },
  };
}
