import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SearchIndexState } from '@bridges/contracts';
import { TestUser } from '@bridges/dev-env';
import { createLogger, startEmbeddedPostgres, withDatabase } from '@bridges/kit';
import { startBridges } from '../load/bridges-process.ts';
import { registerPeople } from '../load/crowd.ts';
import { fillMessages } from './fill.ts';

const admin = {
  ADMIN_USERNAME: 'admin',
  ADMIN_EMAIL: 'admin@example.org',
  ADMIN_PASSWORD: 'correct horse battery',
};

export interface FilledServer {
  usual: TestUser;
  heavy: TestUser;
  databaseUrl: string;
  /** PostgreSQL's own log, where plans are written. */
  logPath: string;
  index: SearchIndexState;
  /** Of making the index, if it was made in this run. */
  indexSeconds: number | undefined;
  /** Processor seconds so far. */
  cpu: () => { server: number; database: number };
  stop: () => Promise<void>;
}

/** A server on a data folder with so many messages, filled and indexed if it was not yet. */
export async function startFilledServer(
  dataDir: string,
  count: number,
  env: Record<string, string> = {},
): Promise<FilledServer> {
  const tell = (what: string) => process.stderr.write(`\r${what.padEnd(70)}`);
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: createLogger({ level: 'error' }),
    settings: { session_preload_libraries: 'auto_explain', 'auto_explain.log_min_duration': '-1' },
  });
  const databaseUrl = withDatabase(postgres.connectionString('postgres'), 'bridges_messages');
  const bridges = await startBridges(join(dataDir, 'server'), {
    ...admin,
    DATABASE_URL: postgres.connectionString('postgres'),
    RATE_LIMIT_SEARCHES_PER_MINUTE: '1000000',
    // The first searches read from the disk.
    MESSAGES_SEARCH_TIMEOUT_MS: '10000',
    ...env,
  });
  const signInRoot = () => TestUser.signIn(bridges.url, admin.ADMIN_USERNAME);
  const notes = join(dataDir, `filled-${count}.json`);
  const names = await readNames(notes, bridges.url);
  if (!names.isFilled) {
    const [usual, heavy] = await Promise.all(
      [names.usual, names.heavy].map((name) => TestUser.signIn(bridges.url, name)),
    );
    if (!usual || !heavy) throw new Error('nobody to search');
    await fillMessages(databaseUrl, count, { usual: usual.id, heavy: heavy.id }, (done) =>
      tell(`messages: ${done.toLocaleString('en')} of ${count.toLocaleString('en')}`),
    );
    await writeFile(notes, JSON.stringify({ ...names, isFilled: true }));
    // A session of before may have ended while it was filled.
    const again = await signInRoot();
    await again.ask('POST', '/api/admin/search/rebuild');
  }
  const indexSeconds = await indexed(signInRoot, (progress) =>
    tell(`index: ${(progress * 100).toFixed(1)} %`),
  );
  tell('');
  return {
    usual: await TestUser.signIn(bridges.url, names.usual),
    heavy: await TestUser.signIn(bridges.url, names.heavy),
    databaseUrl,
    logPath: join(dataDir, 'postgres.log'),
    index: await (await signInRoot()).get<SearchIndexState>('/api/admin/search'),
    indexSeconds,
    cpu: () => bridges.cpuSeconds(),
    async stop() {
      await bridges.stop();
      await postgres.stop();
    },
  };
}

interface Names {
  usual: string;
  heavy: string;
  isFilled: boolean;
}

/** Who searches in this data folder; a run that was stopped goes on with the same two. */
async function readNames(path: string, url: string): Promise<Names> {
  if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8')) as Names;
  const [usual, heavy] = await registerPeople(url, 2);
  if (!usual || !heavy) throw new Error('nobody to search');
  const names = { usual: usual.username, heavy: heavy.username, isFilled: false };
  await writeFile(path, JSON.stringify(names));
  return names;
}

/** Waits for a rebuild that is under way: after filling, or because signatures are made in another way now. */
async function indexed(
  signInRoot: () => Promise<TestUser>,
  tell: (progress: number) => void,
): Promise<number | undefined> {
  const startedMs = performance.now();
  for (let hasWaited = false; ; hasWaited = true) {
    const root = await signInRoot();
    const { rebuild } = await root.get<SearchIndexState>('/api/admin/search');
    if (rebuild.finishedAt !== null) return hasWaited ? (performance.now() - startedMs) / 1000 : undefined;
    tell(rebuild.progress);
    await pause(2000);
  }
}
