import {
  appendFileSync,
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../config.ts';
import type { PostgresAccount } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { createDatabases, flushCluster, initdb } from './postgres-initdb.ts';

/**
 * Makes the database cluster, with empty databases of these names, unless it is there.
 *
 * @throws StartError when the cluster is of another PostgreSQL version
 */
export async function ensureCluster(
  folder: string,
  binaries: PostgresBinaries,
  account: PostgresAccount | undefined,
  databases: readonly string[],
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
  // Made under another name, and renamed when it is whole and on the disk: a first start that was cut short leaves
  // nothing behind. So what makes it need not wait for the disk at each step.
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  try {
    if (account) chownSync(fresh, account.uid, account.gid);
    await initdb(fresh, binaries, account);
    await createDatabases(fresh, binaries, account, databases);
    configure(fresh, account);
    await flushCluster(fresh, binaries, account);
    renameSync(fresh, folder);
    flushFolder(dirname(folder));
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

/** The new name of what lies in it is on the disk from now on. */
function flushFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
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
