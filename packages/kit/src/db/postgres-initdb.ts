import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { StartError } from '../config.ts';
import { clusterPathSeenFrom } from './cluster-path.ts';
import type { PostgresAccount } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** The database user that owns everything. */
export const postgresUser = 'bridges';

/** Fills an empty folder with a cluster. Nothing of it need be on the disk yet. */
export async function initdb(
  folder: string,
  { initdb: program }: PostgresBinaries,
  account: PostgresAccount | undefined,
): Promise<void> {
  const errors = await runIn(folder, account, program, [
    ...['-D', clusterPathSeenFrom(folder, account), '-U', postgresUser],
    ...['--auth=trust', '--no-instructions', '--no-sync'],
    // A bare machine's locale would make an SQL_ASCII database; a plain C locale breaks Cyrillic search.
    ...['--encoding=UTF8', `--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`],
    ...['--locale-provider=builtin', '--builtin-locale=PG_UNICODE_FAST', '--text-search-config=simple'],
  ]);
  if (errors?.includes('effective user ID')) {
    throw new StartError(
      'PostgreSQL needs a user with a name, but the user that Bridges runs as is not in /etc/passwd; use another one.',
    );
  }
  if (errors !== undefined) throw new Error(lastLine(errors));
}

/**
 * Makes empty databases in a cluster that nobody serves yet. Copying their files costs a sixth of what it takes to
 * write each page into the log of changes, which is what a server does so that it need not write all it holds first.
 */
export async function createDatabases(
  folder: string,
  { postgres }: PostgresBinaries,
  account: PostgresAccount | undefined,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const args = ['--single', '-D', clusterPathSeenFrom(folder, account)];
  const settings = ['fsync=off', 'log_min_messages=fatal'].flatMap((setting) => ['-c', setting]);
  // One line is one statement.
  const statements = names.map((name) => `create database "${name}" template template0 strategy file_copy\n`);
  const errors = await runIn(
    folder,
    account,
    postgres,
    [...args, ...settings, 'postgres'],
    statements.join(''),
  );
  if (errors !== undefined) throw new Error(lastLine(errors));
}

/** All of it is on the disk afterwards. */
export async function flushCluster(
  folder: string,
  { initdb: program }: PostgresBinaries,
  account: PostgresAccount | undefined,
): Promise<void> {
  const errors = await runIn(folder, account, program, [
    ...['-D', clusterPathSeenFrom(folder, account), '--sync-only'],
    // One call for the whole file system instead of one per file.
    ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ]);
  if (errors !== undefined) throw new Error(lastLine(errors));
}

const lastLine = (errors: string): string => errors.split('\n').at(-1) ?? '';

/** Resolves to what it complained of, if it failed. */
async function runIn(
  folder: string,
  account: PostgresAccount | undefined,
  program: string,
  args: string[],
  input = '',
): Promise<string | undefined> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'ignore', 'pipe'],
    ...account,
  });
  // What ends before it has read everything says why by itself.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [status, errors] = await Promise.all([exited, text(child.stderr)]);
  if (status === 0) return undefined;
  return errors.trim() || `${program} ended with ${status}`;
}
