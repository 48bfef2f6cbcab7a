import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url));

/** Limits that a load test would run into, lifted; everything else as people run it. */
const loadEnv = {
  PORT: '0',
  HOST: '127.0.0.1',
  METRICS_PORT: '0',
  LOG_LEVEL: 'warn',
  RATE_LIMIT_REGISTER_PER_ADDRESS: '1000000',
  RATE_LIMIT_SIGN_IN_PER_ADDRESS: '1000000',
  RATE_LIMIT_GROUPS_PER_USER: '1000000',
  GATEWAY_COMMANDS_PER_SECOND: '100000',
  GATEWAY_COMMAND_BURST: '100000',
};

/** A whole Bridges in a process of its own, on the embedded PostgreSQL. */
export interface BridgesProcess {
  url: string;
  port: number;
  /** From spawn to the first answered request, in milliseconds. */
  startMs: number;
  /** Processor seconds so far of the server, and of its PostgreSQL. */
  cpuSeconds(): { server: number; database: number };
  /** Resident memory of the server, in bytes. */
  residentBytes(): number;
  stop(): Promise<void>;
}

export async function makeDataDir(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'bridges-bench-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Starts a server on a data folder and waits until it answers. */
export async function startBridges(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<BridgesProcess> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...process.env, ...loadEnv, ...env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /ready at (\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  await fetch(`${url}/readyz`);
  const pid = child.pid ?? 0;
  return {
    url,
    port: Number(new URL(url).port),
    startMs: performance.now() - startedMs,
    cpuSeconds: () => ({
      server: cpuSeconds(pid),
      database: descendants(pid).reduce((sum, id) => sum + cpuSeconds(id), 0),
    }),
    residentBytes: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Fields of /proc/<pid>/stat after the name, which may hold spaces. */
function stat(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  } catch {
    return [];
  }
}

/** utime and stime, with those of children that ended (cutime, cstime); a tick is 10 ms. */
function cpuSeconds(pid: number): number {
  return (
    stat(pid)
      .slice(11, 15)
      .reduce((sum, ticks) => sum + Number(ticks), 0) / 100
  );
}

function descendants(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(stat(Number(name))[1]));
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}
