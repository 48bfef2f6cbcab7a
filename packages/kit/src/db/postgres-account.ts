import { readFileSync, statSync } from 'node:fs';
import { StartError } from '../config.ts';

/** Whom PostgreSQL runs as; `undefined` means as ourselves. */
export interface PostgresAccount {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root and wants a user with a name. So root lends it the account that owns
 * the cluster already, else `postgres`, else `nobody`: no user is created.
 */
export function postgresAccount(clusterFolder: string): PostgresAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = namedAccounts();
  const owner = ownerOf(clusterFolder);
  const account =
    (owner === undefined || owner === 0 ? undefined : accounts.find(({ uid }) => uid === owner)) ??
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === 'nobody');
  if (!account) {
    throw new StartError(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as; start Bridges as an ordinary user.',
    );
  }
  return { uid: account.uid, gid: account.gid };
}

function namedAccounts(): (PostgresAccount & { name: string })[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [name, , uid, gid] = line.split(':');
        return name && uid && gid && uid !== '0' ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
      });
  } catch {
    return [];
  }
}

function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid;
}
