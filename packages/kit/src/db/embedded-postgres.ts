import { closeSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { socketFolder } from './cluster-path.ts';
import { prepareDataFolder } from './data-folder.ts';
import { lockDataFolder } from './data-lock.ts';
import type { Log } from './log.ts';
import { postgresAccount } from './postgres-account.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { ensureCluster } from './postgres-cluster.ts';
import { postgresUser } from './postgres-initdb.ts';
import { stopLeftover } from './postgres-leftover.ts';
import { openPostgresLog } from './postgres-log.ts';
import { spawnPostgres, stopPostgres } from './postgres-process.ts';
import type { PostgresProcess } from './postgres-process.ts';
import { writePostgresSettings } from './postgres-settings.ts';

export interface EmbeddedPostgresOptions {
  /** Where Bridges keeps everything; the cluster lies in its folder `postgres`. */
  dataDir: string;
  log: Log;
  /** Databases that a new cluster begins with; they cost less there than later. */
  databases?: readonly string[];
  /** Settings of postgresql.conf that differ from ours, e.g. `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  /** For `pg`, over a socket that only this user (and root) can reach. */
  connectionString(database: string): string;
  /** Ends all connections and stops PostgreSQL, in 8 seconds or by force; gives the data folder back. */
  stop(): Promise<void>;
  /** Of the postmaster; changes if PostgreSQL had to be started again. */
  readonly pid: number;
}

/**
 * Starts the PostgreSQL that npm installed, on `<dataDir>/postgres`; the first time it makes the cluster.
 * Works as an ordinary user and as root, and clears what a killed server left behind. If PostgreSQL ends
 * by itself, it is started again.
 *
 * @throws StartError with one sentence for people when it cannot
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log } = options;
  const dataFolder = prepareDataFolder(options.dataDir);
  const unlock = lockDataFolder(dataFolder);
  try {
    const clusterFolder = join(dataFolder, 'postgres');
    const account = postgresAccount(clusterFolder);
    const binaries = await findPostgresBinaries(dataFolder, account);
    await ensureCluster(clusterFolder, binaries, account, options.databases ?? []);
    const socket = socketFolder(clusterFolder, account);
    const logPath = join(dataFolder, 'postgres.log');
    const start = async (): Promise<PostgresProcess> => {
      await stopLeftover(clusterFolder, socket.path, log);
      const output = openPostgresLog(logPath);
      try {
        writePostgresSettings(clusterFolder, account, {
          unix_socket_directories: socket.setting,
          ...options.settings,
        });
        const started = await spawnPostgres({
          postgres: binaries.postgres,
          clusterFolder,
          account,
          logFd: output.fd,
          logPath,
        });
        void started.ended.then(output.stop);
        return started;
      } catch (error) {
        output.stop();
        throw error;
      } finally {
        closeSync(output.fd);
      }
    };
    let stopped: Promise<void> | undefined;
    const supervised = superviseUntilStopped(await start(), start, log);
    return {
      connectionString: (database) =>
        `postgresql://${postgresUser}@/${encodeURIComponent(database)}?host=${encodeURIComponent(socket.path)}`,
      get pid() {
        return supervised.pid();
      },
      stop: () => {
        stopped ??= supervised.stop().finally(() => {
          if (socket.setting !== '.') rmSync(socket.path, { recursive: true, force: true });
          unlock();
        });
        return stopped;
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Keeps PostgreSQL running: one that was killed (by a machine short of memory, say) is started again. */
function superviseUntilStopped(first: PostgresProcess, start: () => Promise<PostgresProcess>, log: Log) {
  let current = first;
  const stopping = new AbortController();
  const watch = async () => {
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 5000)) {
      await current.ended;
      if (stopping.signal.aborted) return;
      log.error({ pid: current.pid }, 'PostgreSQL ended unexpectedly; starting it again.');
      await delay(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        current = await start();
        waitMs = 50;
        if (stopping.signal.aborted) return await stopPostgres(current, current.ended);
      } catch (error) {
        log.error({ err: error }, 'PostgreSQL could not be started again.');
      }
    }
  };
  const watching = watch();
  return {
    pid: () => current.pid,
    stop: async () => {
      stopping.abort();
      await stopPostgres(current, current.ended);
      await watching;
    },
  };
}
