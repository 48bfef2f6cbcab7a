import { createDatabase, createLogger, createPool } from '@bridges/kit';
import type { PoolClient } from 'pg';

type Database = ReturnType<typeof createDatabase>;
type Asked = [text: string, values: unknown[]];

/** Each statement that this carries out on a database, as PostgreSQL plans it with the values it is asked with. */
export async function plansOf(url: string, run: (db: Database) => Promise<unknown>): Promise<string[]> {
  const pool = createPool(url, { applicationName: 'plans', log: createLogger({ level: 'error' }), max: 1 });
  const asked: Asked[] = [];
  pool.on('connect', (client: PoolClient) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query(...args: unknown[]) {
        if (typeof args[0] === 'string') asked.push([args[0], Array.isArray(args[1]) ? args[1] : []]);
        return query(...args);
      },
    });
  });
  const db = createDatabase(pool);
  try {
    await run(db);
    const plans: string[] = [];
    for (const [text, values] of [...asked]) {
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  } finally {
    await db.destroy();
  }
}
