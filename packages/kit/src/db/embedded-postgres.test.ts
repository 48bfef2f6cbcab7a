import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartError } from '../config.ts';
import { canEnter } from './can-enter.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './process-info.ts';
import { eventually, query, silentLog, startElsewhere, temporaryFolder } from './testing/support.ts';

const start = (dataDir: string) =>
  startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    databases: ['first', 'second'],
    settings: { fsync: 'off', max_connections: '20' },
  });
const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

// One folder through all its fates, in this order: making a cluster is what takes time.
describe('the embedded PostgreSQL', () => {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  beforeAll(async () => {
    const postgres = await start(dataDir);
    await query(postgres.connectionString('postgres'), "create table kept as select 'привет'::text as word");
    await postgres.stop();
  });
  afterAll(() => folder[Symbol.dispose]());

  it('speaks Unicode and lets in nobody over the network', async () => {
    const postgres = await start(dataDir);
    try {
      const rows = await query(
        postgres.connectionString('postgres'),
        `select upper(word) as upper, current_setting('server_encoding') as encoding,
                current_setting('listen_addresses') as addresses, current_setting('synchronous_commit') as commits
         from kept`,
      );
      expect(rows).toEqual([{ upper: 'ПРИВЕТ', encoding: 'UTF8', addresses: '', commits: 'on' }]);
      expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
      expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    } finally {
      await postgres.stop();
    }
    expect(isAlive(postgres.pid)).toBe(false);
    expect(readdirSync(dataDir)).not.toContain('bridges.lock');
  });

  it('has the databases it was to begin with, by the same rules of text, and no trace of how it was made', async () => {
    const postgres = await start(dataDir);
    try {
      const rows = await query(
        postgres.connectionString('second'),
        `select datname as name, pg_encoding_to_char(encoding) as encoding, datlocprovider as by, datlocale as locale
         from pg_database where not datistemplate order by name`,
      );
      const rules = { encoding: 'UTF8', by: 'b', locale: 'PG_UNICODE_FAST' };
      expect(rows).toEqual(['first', 'postgres', 'second'].map((name) => ({ name, ...rules })));
      expect(readdirSync(dataDir)).not.toContain('postgres.new');
    } finally {
      await postgres.stop();
    }
  });

  it('refuses a second server on the same folder, and leaves the first one alone', async () => {
    const first = await startElsewhere(dataDir);
    try {
      await expect(start(dataDir)).rejects.toThrow(
        new RegExp(`^Another Bridges server \\(process ${first.process.pid}\\) already uses the data folder`),
      );
      expect(await query(first.answer.connectionString ?? '', 'select word from kept')).toHaveLength(1);
    } finally {
      await first.stop();
    }
  });

  it('starts after kill -9 of the server, which left PostgreSQL running', async () => {
    const killed = await startElsewhere(dataDir);
    await query(killed.answer.connectionString ?? '', "insert into kept values ('acknowledged')");
    await killed.kill();
    expect(isAlive(killed.answer.pid ?? 0)).toBe(true);
    const postgres = await start(dataDir);
    try {
      expect(isAlive(killed.answer.pid ?? 0)).toBe(false);
      expect(await query(postgres.connectionString('postgres'), 'select word from kept')).toHaveLength(2);
    } finally {
      await postgres.stop();
    }
  });

  it('starts after kill -9 of both, whose numbers now belong to another program', async () => {
    const killed = await startElsewhere(dataDir);
    await killed.kill();
    process.kill(killed.answer.pid ?? 0, 'SIGKILL');
    await eventually(() => !isAlive(killed.answer.pid ?? 0));
    // This test's own process plays the other program.
    const pidFile = join(dataDir, 'postgres/postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));
    const lock = join(dataDir, 'bridges.lock');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"pid":\d+/, `"pid":${process.pid}`));
    const postgres = await start(dataDir);
    expect(await query(postgres.connectionString('postgres'), 'select word from kept')).toHaveLength(2);
    await postgres.stop();
  });

  it('is started again when it is killed under a running server', async () => {
    const postgres = await start(dataDir);
    try {
      const killed = postgres.pid;
      process.kill(killed, 'SIGKILL');
      await eventually(() => postgres.pid !== killed);
      expect(await query(postgres.connectionString('postgres'), 'select word from kept')).toHaveLength(2);
    } finally {
      await postgres.stop();
    }
    expect(isAlive(postgres.pid)).toBe(false);
  });

  it('is reached in a folder whose path is too long for a socket', async () => {
    const longFolder = join(folder.path, 'a'.repeat(60), 'b'.repeat(60));
    const postgres = await start(longFolder);
    try {
      expect(await query(postgres.connectionString('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await postgres.stop();
    }
  });

  it('says in one sentence that the data is newer', async () => {
    const version = join(dataDir, 'postgres/PG_VERSION');
    const before = readFileSync(version, 'utf8');
    writeFileSync(version, '99\n');
    await expect(start(dataDir)).rejects.toThrow(
      /belongs to PostgreSQL 99, .* start the newer version of Bridges\.$/,
    );
    writeFileSync(version, before);
    const marker = join(dataDir, 'bridges.json');
    const format = readFileSync(marker, 'utf8');
    writeFileSync(marker, '{"format":99}');
    const refusal = start(dataDir);
    await expect(refusal).rejects.toThrow(/was written by a newer version of Bridges/);
    await expect(refusal).rejects.toBeInstanceOf(StartError);
    writeFileSync(marker, format);
    await (await start(dataDir)).stop();
  });

  it('says in one sentence that the folder cannot be made', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    await expect(start(join(folder.path, 'file/data'))).rejects.toThrow(
      /cannot be written; choose another one with DATA_DIR/,
    );
  });
});

describe.runIf(isRoot)('as root', () => {
  it('works where only root may enter', async () => {
    using folder = temporaryFolder();
    chmodSync(folder.path, 0o700);
    const dataDir = join(folder.path, 'data');
    const postgres = await start(dataDir);
    try {
      await query(postgres.connectionString('postgres'), 'create database other');
      expect(await query(postgres.connectionString('other'), 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0);
    } finally {
      await postgres.stop();
    }
  });
});

// Another user must be able to read this project.
describe.runIf(isRoot && canEnter(import.meta.filename, nobody) && canEnter(process.execPath, nobody))(
  'as an ordinary user',
  () => {
    it('works, also after kill -9, and explains a folder that is not hers', async () => {
      using folder = temporaryFolder();
      chmodSync(folder.path, 0o777);
      const dataDir = join(folder.path, 'data');
      const first = await startElsewhere(dataDir, nobody.uid);
      expect(first.answer.error).toBeUndefined();
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(nobody.uid);
      await query(first.answer.connectionString ?? '', 'create table kept (id int)');
      await first.kill();
      const second = await startElsewhere(dataDir, nobody.uid);
      expect(await query(second.answer.connectionString ?? '', 'select from kept')).toEqual([]);
      expect(isAlive(first.answer.pid ?? 0)).toBe(false);
      await second.stop();

      const foreign = join(folder.path, 'foreign');
      mkdirSync(foreign, { mode: 0o755 });
      const refused = await startElsewhere(foreign, nobody.uid);
      expect(refused.answer.error).toBe(
        `The data folder ${foreign} cannot be written; choose another one with DATA_DIR.`,
      );
      await refused.stop();
    });
  },
);
