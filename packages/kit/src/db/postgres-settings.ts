import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresAccount } from './postgres-account.ts';

/** For one machine with two cores and little memory; durable before fast. */
const defaults: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  // Chat queries are short: compiling them or spreading them over cores costs more than it gives.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  // An acknowledged message is on the disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '1GB',
  // A client that vanished must not hold its locks.
  client_connection_check_interval: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors reach the client, which logs them without their values. The log file must never hold SQL or data.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

/**
 * Writes the settings of this start beside those that initdb chose. What operators put into `local.conf`
 * in the same folder wins over ours.
 */
export function writePostgresSettings(
  clusterFolder: string,
  account: PostgresAccount | undefined,
  settings: Record<string, string>,
): void {
  const path = join(clusterFolder, 'bridges.conf');
  const lines = Object.entries({ ...defaults, ...settings }).map(
    ([name, value]) => `${name} = ${quote(value)}`,
  );
  writeFileSync(
    path,
    ['# Written by Bridges at each start. Put your own settings into local.conf.', ...lines, ''].join('\n'),
    {
      mode: 0o600,
    },
  );
  if (account) chownSync(path, account.uid, account.gid);
}

const quote = (value: string) => `'${value.replaceAll("'", "''")}'`;
