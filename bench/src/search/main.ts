/**
 * `npm run bench:search`: how long searches take, with plans, written into `docs/guides/search.md`.
 * `-- --messages 1000000,10000000` chooses the sizes, `--data <folder>` keeps the filled databases for the next run.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { makeDataDir } from '../load/bridges-process.ts';
import { startFilledServer } from './filled-server.ts';
import { measureQueries } from './measure.ts';
import { planOf } from './plans.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    data: { type: 'string' },
    turns: { type: 'string', default: '40' },
    'no-write': { type: 'boolean', default: false },
  },
});
const parts: string[] = [];
for (const count of values.messages.split(',').map(Number)) {
  const folder = values.data === undefined ? await makeDataDir() : undefined;
  const path = folder?.path ?? join(values.data ?? '', String(count));
  const { usual, heavy, index, indexSeconds, plan } = await measure(path, count);
  const first = await measure(path, count, { MESSAGES_SEARCH_CACHE_MB: '0' });
  await folder?.remove();
  parts.push(
    `### ${count.toLocaleString('en')} messages`,
    `Over all queries p95 ${usual.p95Ms.toFixed(0)} ms for a user with 200 chats and 100,000 messages in them, ${heavy.p95Ms.toFixed(0)} ms for one whose 200 chats hold four of ten of all messages; a query takes ${usual.cpuMs.toFixed(0)} and ${heavy.cpuMs.toFixed(0)} ms of the server's processor on the average. With no texts kept in memory (\`MESSAGES_SEARCH_CACHE_MB=0\`), as if each query were the first one, p95 is ${first.usual.p95Ms.toFixed(0)} and ${first.heavy.p95Ms.toFixed(0)} ms, at ${first.usual.cpuMs.toFixed(0)} and ${first.heavy.cpuMs.toFixed(0)} ms. The index takes ${(index.sizeBytes / index.messageCount).toFixed(0)} bytes a message${indexSeconds === undefined ? '' : ` and was made in ${indexSeconds.toFixed(0)} s`}.`,
    [
      '| query | hits a page | p50 | p95 | p95, not in memory | processor | p50, many messages | p95, many messages | processor |',
      '| --- | --: | --: | --: | --: | --: | --: | --: | --: |',
      ...usual.rows.map((row, at) => {
        const other = heavy.rows[at];
        const ms = (value = 0) => `${value.toFixed(1)} ms`;
        return `| ${row.kind} | ${row.hits.toFixed(0)} | ${ms(row.p50Ms)} | ${ms(row.p95Ms)} | ${ms(first.usual.rows[at]?.p95Ms)} | ${ms(row.cpuMs)} | ${ms(other?.p50Ms)} | ${ms(other?.p95Ms)} | ${ms(other?.cpuMs)} |`;
      }),
    ].join('\n'),
    'The pass over the signatures for near misses, which has the longest condition:',
    `\`\`\`\n${plan}\n\`\`\``,
  );
}

/** All kinds of queries of both who search. */
async function measure(path: string, count: number, env: Record<string, string> = {}) {
  const server = await startFilledServer(path, count, env);
  try {
    const how = { turns: Number(values.turns), cpuSeconds: () => server.cpu().server };
    const usual = await measureQueries(server.usual, how);
    const heavy = await measureQueries(server.heavy, how);
    const plan = await planOf(server, { q: 'дгоовор' });
    const { index, indexSeconds } = server;
    return { usual, heavy, index, indexSeconds, plan };
  } finally {
    await server.stop();
  }
}

const note = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), the server, PostgreSQL and who asked on the same machine; over HTTP, one query at a time.`;
const table = [...parts, note].join('\n\n');
process.stdout.write(`${table}\n`);
if (!values['no-write']) {
  const guide = new URL('../../../docs/guides/search.md', import.meta.url);
  const text = await readFile(guide, 'utf8');
  await writeFile(
    guide,
    text.replace(
      /(<!-- times -->\n)[^]*(<!-- \/times -->)/,
      (_, start: string, end: string) => `${start}\n${table}\n\n${end}`,
    ),
  );
}
