import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { SplitWorld } from '@bridges/dev-env/split-world';
import { loadEnv, makeDataDir, startBridges } from '../load/bridges-process.ts';
import { makeManyGroups, openManyGroups } from '../load/crowd.ts';
import { runLoad } from '../load/run-load.ts';
import type { LoadResult } from '../load/run-load.ts';
import type { LoadSize } from '../rows/load-rows.ts';
import { startPeerPostgres } from '../rows/peer-postgres.ts';
import { family } from '../load/process-cost.ts';
import { cpuOf, memoryOf, partsOf } from './parts.ts';
import type { Part } from './parts.ts';
import { splitTable } from './table.ts';
import type { PartCost, Side } from './table.ts';

const { PORT: _port, HOST: _host, ...limits } = loadEnv;
/** Each service has connections of its own. */
const settings = { max_connections: '400' };

/** Separate services beside one process: the same load, machine and PostgreSQL, one after the other. */
export async function compareSplit(size: LoadSize, isSmall: boolean): Promise<void> {
  const sides = [await oneProcess(size), await separateServices(size)];
  const note = `${new Date().toISOString()}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${size.groups} groups of 5, ${size.seconds} s${isSmall ? '; small run: numbers mean nothing' : ''}`;
  const text = splitTable(sides, note);
  process.stdout.write(`\n${text}`);
  const name = isSmall ? 'split-small' : 'split';
  const results = new URL('../../results/', import.meta.url);
  await writeFile(new URL(`${name}.md`, results), text);
  await writeFile(new URL(`${name}.json`, results), `${JSON.stringify({ note, sides }, null, 2)}\n`);
}

async function oneProcess(size: LoadSize): Promise<Side> {
  const [data, postgres] = [await makeDataDir(), await startPeerPostgres(settings)];
  const bridges = await startBridges(data.path, { DATABASE_URL: postgres.url });
  try {
    const parts = () => [{ name: 'Bridges', copies: 1, pids: [bridges.pid] }, partsOfPostgres(postgres.pid)];
    return { name: 'one process', ...(await measure(bridges, parts, size, bridges.settled)) };
  } finally {
    await bridges.stop();
    await postgres.stop();
    await data.remove();
  }
}

async function separateServices(size: LoadSize): Promise<Side> {
  const postgres = await startPeerPostgres(settings);
  const world = await SplitWorld.start(postgres.url, { env: limits });
  try {
    const address = { url: world.url, port: Number(new URL(world.url).port) };
    const drained = async () => {
      while ((await world.waiting()) > 0) await pause(100);
    };
    const measured = await measure(address, () => partsOf(world, postgres.pid), size, drained);
    return { name: 'separate services', ...measured };
  } finally {
    await world[Symbol.asyncDispose]();
    await postgres.stop();
  }
}

/** The load of P2; what each part costs is counted until all events have been taken, too. */
async function measure(
  address: { url: string; port: number },
  parts: () => Part[],
  { groups, seconds }: LoadSize,
  drained: () => Promise<void>,
): Promise<{ load: LoadResult; parts: PartCost[] }> {
  const { sockets, senders } = await openManyGroups(address.port, await makeManyGroups(address.url, groups));
  const nothing = { cpuSeconds: () => ({ server: 0, database: 0 }), settled: drained };
  await runLoad(nothing, { sockets, senders, outstanding: 2, seconds: 1 });
  const before = new Map(parts().map((part) => [part.name, cpuOf(part)]));
  const load = await runLoad(nothing, { sockets, senders, outstanding: 10, seconds });
  await drained();
  const costs = parts().map((part) => ({
    name: part.name,
    copies: part.copies,
    cpuSeconds: cpuOf(part) - (before.get(part.name) ?? 0),
    bytes: memoryOf(part),
  }));
  for (const socket of sockets) socket.close();
  return { load, parts: costs };
}

const partsOfPostgres = (pid: number): Part => ({ name: 'PostgreSQL', copies: 1, pids: family(pid) });
