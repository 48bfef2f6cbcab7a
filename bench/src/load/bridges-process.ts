import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@bridges/dev-env/free-port';
import { cpuSeconds, descendants, residentBytes } from './process-cost.ts';

const main = fileURLToPath(new URL('../../../apps/server/src/main.ts', import.meta.url));

/** Limits that a load test would run into, lifted; everything else as people run it. */
export const loadEnv = {
  PORT: '0',
  HOST: '127.0.0.1',
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
  pid: number;
  /** From spawn to the first answered request, in milliseconds. */
  startMs: number;
  /** Processor seconds so far of the server, and of its PostgreSQL. */
  cpuSeconds(): { server: number; database: number };
  /** Resident memory of the server, in bytes. */
  residentBytes(): number;
  /** Resolves when its consumers have taken every event and all is indexed: what was done before costs nothing from then on. */
  settled(): Promise<void>;
  /** Seconds for which the oldest message that is not indexed has waited. */
  behindSeconds(): Promise<number>;
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
  const metricsPort = env['METRICS_PORT'] ?? String(await freePort());
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...process.env, ...loadEnv, ...env, METRICS_PORT: metricsPort, DATA_DIR: dataDir },
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
  const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const pid = child.pid ?? 0;
  return {
    url,
    port: Number(new URL(url).port),
    pid,
    startMs: performance.now() - startedMs,
    cpuSeconds: () => ({
      server: cpuSeconds(pid),
      database: descendants(pid).reduce((sum, id) => sum + cpuSeconds(id), 0),
    }),
    residentBytes: () => residentBytes(pid),
    async settled() {
      const deadlineMs = performance.now() + longestSettlingMs;
      while (waitingEvents(await metrics()) > 0) {
        if (performance.now() > deadlineMs) throw new Error('events are still waiting');
        // Seldom: asking costs the server, too, and would count as the work that is waited for.
        await pause(250);
      }
    },
    async behindSeconds() {
      const text = await metrics();
      const oldest = [
        /^bridges_outbox_oldest_seconds\{.*module="messages".*\} ([\d.]+)$/m,
        /^bridges_search_oldest_seconds\{.*\} ([\d.]+)$/m,
      ];
      return oldest.reduce((sum, pattern) => sum + Number(pattern.exec(text)?.[1] ?? 0), 0);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const longestSettlingMs = 120_000;

/** Of all outboxes and the queue of the index, as the server's own metrics tell. */
function waitingEvents(metrics: string): number {
  const pattern = /^bridges_(?:outbox|search)_waiting\{.*\} (\d+)$/gm;
  const counts = [...metrics.matchAll(pattern)].map(([, count]) => Number(count));
  if (counts.length === 0) throw new Error('the server does not tell how many events wait');
  return counts.reduce((sum, count) => sum + count, 0);
}
