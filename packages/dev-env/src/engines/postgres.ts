import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger, startEmbeddedPostgres } from '@bridges/kit';
import type { EmbeddedPostgres } from '@bridges/kit';

/** PostgreSQL's three ways to stop: ask sessions to end, end them, or leave everything as it lies. */
export type StopMode = 'smart' | 'fast' | 'immediate';

export interface PostgresEngine extends AsyncDisposable {
  readonly url: string;
  end(mode: StopMode): Promise<void>;
  run(): Promise<void>;
  /** It and all its sessions answer nothing any more, and yet its connections stand. */
  freeze(): void;
  thaw(): void;
}

/** Sessions that stay open keep a smart stop waiting for ever. */
const smartMs = 3000;

/** A PostgreSQL of its own that can be stopped and started again on the same folder and address. */
export async function startPostgres(): Promise<PostgresEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bridges-postgres-'));
  const start = () =>
    startEmbeddedPostgres({
      dataDir,
      log: createLogger({ level: 'silent' }),
      // Crashes of the process must lose nothing; those of the machine are not what is tested.
      settings: { fsync: 'off', max_connections: '400' },
    });
  let running: EmbeddedPostgres | undefined = await start();
  const frozen: number[] = [];
  const thaw = () => {
    for (const pid of frozen.splice(0).toReversed()) signal(pid, 'SIGCONT');
  };
  return {
    url: running.connectionString('postgres'),
    async end(mode) {
      if (!running) return;
      const postgres = running;
      running = undefined;
      if (mode === 'smart') {
        process.kill(postgres.pid, 'SIGTERM');
        await pause(smartMs);
      } else if (mode === 'immediate') process.kill(postgres.pid, 'SIGQUIT');
      await postgres.stop();
    },
    async run() {
      running ??= await start();
    },
    freeze() {
      if (!running) return;
      const { pid } = running;
      signal(pid, 'SIGSTOP');
      frozen.push(pid, ...childrenOf(pid));
      for (const one of frozen) signal(one, 'SIGSTOP');
    },
    thaw,
    async [Symbol.asyncDispose]() {
      thaw();
      await running?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended since.
  }
}

/** PostgreSQL's sessions and helpers: with the one stopped that starts them, no new ones come. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        // "pid (name) state ppid …"; a name may hold anything.
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}
