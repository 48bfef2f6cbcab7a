import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { text } from 'node:stream/consumers';
import { StartError } from '../config.ts';
import { clusterPathSeenFrom } from './cluster-path.ts';
import type { PostgresAccount } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** The database user that owns everything. */
export const postgresUser = 'bridges';

/**
 * Makes the database cluster unless it is there.
 *
 * @throws StartError when the cluster is of another PostgreSQL version
 */
export async function ensureCluster(
  folder: string,
  binaries: PostgresBinaries,
  account: PostgresAccount | undefined,
): Promise<void> {
  const found = clusterMajor(folder);
  if (found === binaries.major) return;
  if (found !== undefined) {
    throw new StartError(
      found > binaries.major
        ? `The data in ${folder} belongs to PostgreSQL ${found}, but this version of Bridges brings PostgreSQL ${binaries.major}; start the newer version of Bridges.`
        : `The data in ${folder} belongs to PostgreSQL ${found}, and PostgreSQL ${binaries.major} cannot read it; start the older version of Bridges.`,
    );
  }
  // Made under another name and renamed when whole: a first start that was cut short leaves nothing behind.
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  try {
    if (account) chownSync(fresh, account.uid, account.gid);
    await initdb(fresh, binaries, account);
    configure(fresh, account);
    renameSync(fresh, folder);
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`The database in ${folder} could not be created: ${(cause as Error).message}`, {
      cause,
    });
  }
}

function clusterMajor(folder: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(`${folder}/PG_VERSION`, 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartError(`The database in ${folder} belongs to another user; start Bridges as that user.`, {
      cause: error,
    });
  }
}

async function initdb(
  folder: string,
  binaries: PostgresBinaries,
  account: PostgresAccount | undefined,
): Promise<void> {
  const child = spawn(
    binaries.initdb,
    [
      ...[
        '-D',
        clusterPathSeenFrom(folder, account),
        '-U',
        postgresUser,
        '--auth=trust',
        '--no-instructions',
      ],
      // A bare machine's locale would make an SQL_ASCII database; a plain C locale breaks Cyrillic search.
      ...['--encoding=UTF8', `--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`],
      ...['--locale-provider=builtin', '--builtin-locale=PG_UNICODE_FAST', '--text-search-config=simple'],
      // One call for the whole file system instead of one per file.
      ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
    ],
    { cwd: folder, env: { PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'], ...account },
  );
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [status, errors] = await Promise.all([exited, text(child.stderr)]);
  if (errors.includes('effective user ID')) {
    throw new StartError(
      'PostgreSQL needs a user with a name, but the user that Bridges runs as is not in /etc/passwd; use another one.',
    );
  }
  if (status !== 0) throw new Error(errors.trim().split('\n').at(-1) ?? `initdb ended with ${status}`);
}

/** Only the folder's owner (and root) can reach the socket, which lies in it: to reach it is to be trusted. */
function configure(folder: string, account: PostgresAccount | undefined): void {
  writeFileSync(`${folder}/pg_hba.conf`, 'local all all trust\n');
  appendFileSync(
    `${folder}/postgresql.conf`,
    "\ninclude_if_exists = 'bridges.conf'\ninclude_if_exists = 'local.conf'\n",
  );
  writeFileSync(
    `${folder}/local.conf`,
    '# Your own settings of PostgreSQL: they win over those of Bridges.\n',
  );
  if (account) chownSync(`${folder}/local.conf`, account.uid, account.gid);
}
