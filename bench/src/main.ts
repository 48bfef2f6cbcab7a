/**
 * `npm run bench`: the table of what Bridges must reach, each row beside its peer in the same run, printed and
 * written to `bench/results/`. `-- --small` only shows that every row still runs; its numbers mean nothing.
 * `-- --split` compares separate services with one process instead (`bench/results/split.md`).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fanOutRow, manyGroupsRow } from './rows/load-rows.ts';
import type { LoadSize } from './rows/load-rows.ts';
import { searchIndexRow } from './rows/search-index-row.ts';
import { startTimes } from './rows/start-times.ts';
import { toMarkdown } from './rows/table.ts';
import type { BenchRow } from './rows/table.ts';

const isSmall = process.argv.includes('--small');
const size: LoadSize = isSmall
  ? { members: 20, groups: 10, seconds: 1 }
  : { members: 1000, groups: 200, seconds: 8 };
if (process.argv.includes('--split')) {
  const { compareSplit } = await import('./split/compare.ts');
  await compareSplit(size, isSmall);
  process.exit(0);
}
const rows: BenchRow[] = [];
for (const measure of [
  startTimes,
  async () => [await fanOutRow(size)],
  async () => [await manyGroupsRow(size)],
  async () => [await searchIndexRow(size)],
]) {
  const measured = await measure();
  for (const row of measured) process.stderr.write(`${row.id}: ${row.value} (${row.measure})\n`);
  rows.push(...measured);
}
const note = `${new Date().toISOString()}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})${isSmall ? ', small run: numbers mean nothing' : ''}`;
const table = toMarkdown(rows, note);
process.stdout.write(`\n${table}`);
const results = new URL('../results/', import.meta.url);
await mkdir(results, { recursive: true });
const name = isSmall ? 'small' : 'latest';
await writeFile(new URL(`${name}.md`, results), table);
await writeFile(new URL(`${name}.json`, results), `${JSON.stringify({ note, rows }, null, 2)}\n`);
