import { readFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger, createPool } from '@bridges/kit';
import type { FilledServer } from './filled-server.ts';

/** How PostgreSQL carried out the last search of signatures of one query, from its own log. */
export async function planOf(server: FilledServer, asked: Record<string, string>): Promise<string> {
  const set = async (milliseconds: number) => {
    const pool = createPool(server.databaseUrl, {
      applicationName: 'plans',
      log: createLogger({ level: 'error' }),
    });
    for (const [name, value] of [
      ['log_analyze', 'on'],
      ['log_buffers', 'on'],
      ['log_min_duration', String(milliseconds)],
    ])
      await pool.query(`alter system set auto_explain.${name} = '${value}'`);
    await pool.query('select pg_reload_conf()');
    await pool.end();
    await pause(300);
  };
  await set(0);
  const { size } = await stat(server.logPath);
  await server.usual.get(`/api/search?${new URLSearchParams(asked).toString()}`);
  await pause(300);
  await set(-1);
  const log = (await readFile(server.logPath)).subarray(size).toString('utf8');
  const plan = log
    .split(/^(?=\S)/m)
    .findLast((entry) => entry.includes('message_search') && entry.includes('get_bit'));
  return plan === undefined ? '' : shortened(plan);
}

/** Without the query, and without the hundreds of bits of a condition. */
function shortened(entry: string): string {
  return entry
    .split('\n')
    .filter(
      (line) =>
        /->|Aggregate|Limit|Sort|Filter|Cond|Buffers|Rows Removed|Index/.test(line) &&
        !/Query Text|select /.test(line),
    )
    .map((line) => line.replace(/\t/g, '').replace(/\(get_bit.*/, '(get_bit(block.signature, …) = 1 …)'))
    .map((line) => (line.length > 150 ? `${line.slice(0, 147)}…` : line))
    .join('\n');
}
