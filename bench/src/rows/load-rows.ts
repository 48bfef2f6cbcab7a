import { makeDataDir, startBridges } from '../load/bridges-process.ts';
import { makeGroup, makeManyGroups, openSockets, registerPeople } from '../load/crowd.ts';
import { runLoad } from '../load/run-load.ts';
import type { LoadResult } from '../load/run-load.ts';
import { bareBroadcast } from './bare-broadcast.ts';
import { startPeerPostgres } from './peer-postgres.ts';
import { insertPerCommit } from './insert-per-commit.ts';
import { thousands } from './table.ts';
import type { BenchRow } from './table.ts';

export interface LoadSize {
  /** Members of the one large group (P1). */
  members: number;
  /** Groups of five (P2). */
  groups: number;
  seconds: number;
}

/** P1: fan-out to one large group, every message stored. */
export async function fanOutRow({ members, seconds }: LoadSize): Promise<BenchRow> {
  const peer = await bareBroadcast(members, seconds);
  const result = await withBridges(async (bridges) => {
    const people = await registerPeople(bridges.url, members);
    const chat = await makeGroup(people);
    const sockets = await openSockets(bridges.port, people);
    const senders = sockets.slice(0, 50).map((socket) => ({ socket, chats: [chat] }));
    await runLoad(bridges, { sockets, senders, outstanding: 2, seconds: 1 });
    const load = await runLoad(bridges, { sockets, senders, outstanding: 20, seconds });
    for (const socket of sockets) socket.close();
    return load;
  });
  const value = result.deliveries / (result.cpuSeconds.server + result.cpuSeconds.database);
  const ratio = value / peer;
  return {
    id: 'P1',
    measure: `deliveries per processor second, ${members} members, stored (${describe(result)})`,
    value: thousands(value),
    peer: `${thousands(peer)} (bare ws, stores nothing)`,
    ratio: `${ratio.toFixed(1)} ×`,
    goal: '≥ 5 ×',
    isMet: ratio >= 5 && result.refusals === 0,
  };
}

/** P2: stored, acknowledged and delivered messages per second in many small groups. */
export async function manyGroupsRow(size: LoadSize): Promise<BenchRow> {
  const postgres = await startPeerPostgres();
  const peer = await insertPerCommit(postgres.url, size.seconds);
  await postgres.stop();
  const result = await manyGroups(size);
  const ratio = result.sendsPerSecond / peer;
  return {
    id: 'P2',
    measure: `messages/s stored, acknowledged and delivered, ${size.groups} groups of 5 (${describe(result)})`,
    value: thousands(result.sendsPerSecond),
    peer: `${thousands(peer)} (one insert per commit)`,
    ratio: `${ratio.toFixed(1)} ×`,
    goal: '≥ 2 ×; ≥ 20,000/s',
    isMet: ratio >= 2 && result.sendsPerSecond >= 20_000 && result.refusals === 0,
  };
}

/** What the index of search costs the sends: the load of P2 with it and without, by turns. */
export async function searchIndexRow(size: LoadSize): Promise<BenchRow> {
  const speeds = { on: 0, off: 0 };
  const costs = { on: 0, off: 0 };
  for (const index of ['off', 'on', 'on', 'off'] as const) {
    const load = await manyGroups(size, { MESSAGES_SEARCH_INDEX: index });
    speeds[index] += load.sendsPerSecond / 2;
    costs[index] += microseconds(load) / 2;
  }
  const ratio = speeds.on / speeds.off;
  return {
    id: 'P2 search',
    measure: `messages/s of P2 with the index of search, two runs each (${costs.on.toFixed(0)} µs of processor a message with it, ${costs.off.toFixed(0)} µs without)`,
    value: thousands(speeds.on),
    peer: `${thousands(speeds.off)} (without the index)`,
    ratio: `${ratio.toFixed(2)} ×`,
    goal: '≥ 0.95 ×',
    isMet: ratio >= 0.95,
  };
}

function manyGroups({ groups, seconds }: LoadSize, env: Record<string, string> = {}): Promise<LoadResult> {
  return withBridges(async (bridges) => {
    const { sockets, senders } = await makeManyGroups(bridges, groups);
    await runLoad(bridges, { sockets, senders, outstanding: 2, seconds: 1 });
    const load = await runLoad(bridges, { sockets, senders, outstanding: 10, seconds });
    for (const socket of sockets) socket.close();
    return load;
  }, env);
}

/** Of processor, a message, with what its events cost. */
const microseconds = ({ settledCpuSeconds, sends }: LoadResult): number => (settledCpuSeconds / sends) * 1e6;

function describe(load: LoadResult): string {
  const { sendsPerSecond, deliveriesPerSecond, cpuSeconds, refusals } = load;
  const { server, database, driver } = cpuSeconds;
  const cpu = `${server.toFixed(1)} s server + ${database.toFixed(1)} s database beside ${driver.toFixed(1)} s of the load itself, ${microseconds(load).toFixed(0)} µs a message with its events`;
  return `${thousands(sendsPerSecond)} sends/s, ${thousands(deliveriesPerSecond)} deliveries/s, ${cpu}, ${refusals} refused`;
}

async function withBridges(
  use: (bridges: Awaited<ReturnType<typeof startBridges>>) => Promise<LoadResult>,
  env: Record<string, string> = {},
): Promise<LoadResult> {
  const data = await makeDataDir();
  const bridges = await startBridges(data.path, env);
  try {
    return await use(bridges);
  } finally {
    await bridges.stop();
    await data.remove();
  }
}
