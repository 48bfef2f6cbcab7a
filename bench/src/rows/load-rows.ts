import { makeDataDir, startBridges } from '../load/bridges-process.ts';
import { makeGroup, makeManyGroups, openManyGroups, openSockets, registerPeople } from '../load/crowd.ts';
import { codesOf, microsecondsOf, runLoad } from '../load/run-load.ts';
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

function manyGroups({ groups, seconds }: LoadSize): Promise<LoadResult> {
  return withBridges(async (bridges) => {
    const crowd = await makeManyGroups(bridges.url, groups);
    const { sockets, senders } = await openManyGroups(bridges.port, crowd);
    await runLoad(bridges, { sockets, senders, outstanding: 2, seconds: 1 });
    const load = await runLoad(bridges, { sockets, senders, outstanding: 10, seconds });
    for (const socket of sockets) socket.close();
    return load;
  });
}

function describe(load: LoadResult): string {
  const { sendsPerSecond, deliveriesPerSecond, cpuSeconds, refusals } = load;
  const { server, database, driver } = cpuSeconds;
  const cpu = `${server.toFixed(1)} s server + ${database.toFixed(1)} s database beside ${driver.toFixed(1)} s of the load itself, ${microsecondsOf(load).toFixed(0)} µs a message with its events`;
  return `${thousands(sendsPerSecond)} sends/s, ${thousands(deliveriesPerSecond)} deliveries/s, ${cpu}, ${refusals} refused${codesOf(load)}`;
}

async function withBridges(
  use: (bridges: Awaited<ReturnType<typeof startBridges>>) => Promise<LoadResult>,
): Promise<LoadResult> {
  const data = await makeDataDir();
  const bridges = await startBridges(data.path);
  try {
    return await use(bridges);
  } finally {
    await bridges.stop();
    await data.remove();
  }
}
