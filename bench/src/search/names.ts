/**
 * `npm run bench:names`: how long searches for people's names take, one query after the other over HTTP, on a server
 * filled for it; writes a table into `docs/guides/search.md`. `-- --people 100000` chooses how many.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { TestUser } from '@bridges/dev-env';
import pg from 'pg';
import { makeDataDir, startBridges } from '../load/bridges-process.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    turns: { type: 'string', default: '20' },
    'no-write': { type: 'boolean', default: false },
  },
});
const count = Number(values.people);
const turns = Number(values.turns);

const kinds: Readonly<Record<string, string>> = {
  'a surname': 'Кузнецов',
  'a name and a surname': 'Мария Кузнецова',
  'a beginning': 'Куз',
  'two letters': 'ку',
  'one letter': 'к',
  'the inside of a name': 'знецо',
  'the wrong layout': 'repytwjd',
  'Latin letters': 'kuznetsov',
  'a typing error': 'Кузнеецов',
  'a name and a typing error': 'Мария Кузнеецова',
  'a handle': 'user-777',
  'what nobody is called': 'Синхрофазотронов',
};

const data = await makeDataDir();
try {
  const table = await measure();
  process.stdout.write(`${table}\n`);
  if (!values['no-write']) await write(table);
} finally {
  await data.remove();
}

async function measure(): Promise<string> {
  const first = await startBridges(data.path);
  const person = await TestUser.register(first.url, 'seeker');
  await fill();
  await first.stop();
  // People of before get what they are found by at a start.
  const bridges = await startBridges(data.path, { RATE_LIMIT_SEARCHES_PER_MINUTE: '1000000' });
  try {
    await filled();
    const seeker = await TestUser.signIn(bridges.url, person.username);
    const rows: string[] = [];
    for (const [kind, search] of Object.entries(kinds)) {
      const times: number[] = [];
      let found = 0;
      let before = 0;
      const cpu = () => bridges.cpuSeconds().server + bridges.cpuSeconds().database;
      for (let turn = -2; turn < turns; turn++) {
        if (turn === 0) before = cpu();
        const startedMs = performance.now();
        const page = await seeker.get<{ users: unknown[] }>(
          `/api/users?${new URLSearchParams({ search }).toString()}`,
        );
        if (turn < 0) continue;
        times.push(performance.now() - startedMs);
        found = page.users.length;
      }
      const sorted = times.toSorted((a, b) => a - b);
      const at = (part: number) => `${(sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1)} ms`;
      const cost = ((cpu() - before) / turns) * 1000;
      rows.push(`| ${kind} | ${found} | ${at(0.5)} | ${at(0.95)} | ${cost.toFixed(1)} ms |`);
    }
    return [
      `Among ${count.toLocaleString('en')} people:`,
      ['| query | hits a page | p50 | p95 | processor |', '| --- | --: | --: | --: | --: |', ...rows].join(
        '\n',
      ),
      `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}); the processor time is the server's and PostgreSQL's.`,
    ].join('\n\n');
  } finally {
    await bridges.stop();
  }
}

async function sql<Row extends pg.QueryResultRow>(text: string, asked: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({
    host: join(data.path, 'postgres'),
    database: 'bridges_accounts',
    user: 'bridges',
  });
  await client.connect();
  try {
    return (await client.query<Row>(text, asked)).rows;
  } finally {
    await client.end();
  }
}

async function fill(): Promise<void> {
  const given = 'Иван Мария Пётр Анна Алексей Ольга Дмитрий Елена Сергей Татьяна John Mary Peter Anne'.split(
    ' ',
  );
  const family =
    'Кузнецов Иванова Петров Смирнова Попов Васильева Соколов Михайлова Новиков Фёдорова Морозов Волкова Smith Brown'.split(
      ' ',
    );
  await sql(
    `insert into users (id, username, username_key, display_name, name_key, search_text, password_hash, joined_at)
     select gen_random_uuid(), 'user-' || n, 'user-' || n, name, lower(name), lower(name) || E'\\nuser-' || n, 'x', now()
     from (select n, ($1::text[])[1 + n % $3] || ' ' || ($2::text[])[1 + n / 7 % $4]
       || case when n % 3 = 0 then '' else left(md5(n::text), 3) end as name from generate_series(1, $5) n) made`,
    [given, family, given.length, family.length, count],
  );
}

/** Waits until all are found by their names. */
async function filled(): Promise<void> {
  for (;;) {
    const [left] = await sql<{ count: string }>(
      'select count(*) from users where not exists (select from user_names where user_id = users.id)',
    );
    if (left?.count === '0') return;
    await pause(500);
  }
}

async function write(table: string): Promise<void> {
  const guide = new URL('../../../docs/guides/search.md', import.meta.url);
  const text = await readFile(guide, 'utf8');
  await writeFile(
    guide,
    text.replace(
      /(<!-- names -->\n)[^]*(<!-- \/names -->)/,
      (_, start: string, end: string) => `${start}\n${table}\n\n${end}`,
    ),
  );
}
