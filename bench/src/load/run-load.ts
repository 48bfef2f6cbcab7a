import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { BridgesProcess } from './bridges-process.ts';
import type { RawSocket } from './raw-socket.ts';

export interface LoadPlan {
  sockets: readonly RawSocket[];
  /** Who posts where: each keeps `outstanding` sends unanswered. */
  senders: readonly { socket: RawSocket; chats: readonly string[] }[];
  outstanding: number;
  seconds: number;
}

export interface LoadResult {
  /** Per second of wall clock. */
  sendsPerSecond: number;
  sends: number;
  deliveriesPerSecond: number;
  deliveries: number;
  refusals: number;
  /** The same by their stable code. */
  refusalsByCode: Readonly<Record<string, number>>;
  /** Until all was delivered. `driver`: of this process, which takes it from the server where cores are few. */
  cpuSeconds: { server: number; database: number; driver: number };
  /** Server and database, until all events were taken and all was indexed as well. */
  settledCpuSeconds: number;
}

/** Of processor, a message, with what its events cost. */
export const microsecondsOf = ({ settledCpuSeconds, sends }: LoadResult): number =>
  (settledCpuSeconds / sends) * 1e6;

/** What follows their number, e.g. ` (500 kit.deadline_exceeded)`; nothing if there are none. */
export function codesOf({ refusalsByCode }: LoadResult): string {
  const codes = Object.entries(refusalsByCode).map(([code, count]) => `${count} ${code}`);
  return codes.length === 0 ? '' : ` (${codes.join(', ')})`;
}

const text = 'A message of the usual length, as people write them. Сообщение обычной длины.';

/**
 * Posts for a while as fast as answers come, waits until all is delivered, and counts. It begins when the events of
 * what was done before are taken, or the backlog of making the people and their groups would be measured.
 */
export async function runLoad(
  bridges: Pick<BridgesProcess, 'cpuSeconds' | 'settled'>,
  plan: LoadPlan,
): Promise<LoadResult> {
  await bridges.settled();
  const before = totals(plan.sockets);
  const cpuBefore = bridges.cpuSeconds();
  const driverBefore = process.cpuUsage();
  const startedMs = performance.now();
  let isOver = false;
  let id = 0;
  for (const { socket, chats } of plan.senders) {
    let turn = 0;
    const post = () => {
      if (isOver) return;
      const chat = chats[turn++ % chats.length];
      socket.send(
        JSON.stringify({ id: (++id % 1_000_000_000) + 1, do: 'send', chat, clientId: randomUUID(), text }),
      );
    };
    socket.onReply = post;
    for (let count = 0; count < plan.outstanding; count++) post();
  }
  await pause(plan.seconds * 1000);
  isOver = true;
  // What is on its way still counts, and so does the time it takes.
  let settledMs = performance.now();
  for (let last = -1; ;) {
    const now = totals(plan.sockets);
    if (now.deliveries + now.replies === last) break;
    last = now.deliveries + now.replies;
    settledMs = performance.now();
    await pause(100);
  }
  for (const { socket } of plan.senders) socket.onReply = undefined;
  const after = totals(plan.sockets);
  if (after.replies === before.replies) throw new Error('no send was answered');
  const cpuAfter = bridges.cpuSeconds();
  const driver = process.cpuUsage(driverBefore);
  await bridges.settled();
  const cpuSettled = bridges.cpuSeconds();
  const seconds = (settledMs - startedMs) / 1000;
  const refused = [...after.refusals]
    .map(([code, count]) => [code, count - (before.refusals.get(code) ?? 0)] as const)
    .filter(([, count]) => count > 0);
  return {
    sendsPerSecond: (after.replies - before.replies) / seconds,
    sends: after.replies - before.replies,
    deliveriesPerSecond: (after.deliveries - before.deliveries) / seconds,
    deliveries: after.deliveries - before.deliveries,
    refusals: refused.reduce((sum, [, count]) => sum + count, 0),
    refusalsByCode: Object.fromEntries(refused),
    cpuSeconds: {
      server: cpuAfter.server - cpuBefore.server,
      database: cpuAfter.database - cpuBefore.database,
      driver: (driver.user + driver.system) / 1e6,
    },
    settledCpuSeconds: cpuSettled.server + cpuSettled.database - cpuBefore.server - cpuBefore.database,
  };
}

function totals(sockets: readonly RawSocket[]) {
  const sum = { deliveries: 0, replies: 0, refusals: new Map<string, number>() };
  for (const { counts } of sockets) {
    sum.deliveries += counts.deliveries;
    sum.replies += counts.replies;
    for (const [code, count] of counts.refusals)
      sum.refusals.set(code, (sum.refusals.get(code) ?? 0) + count);
  }
  return sum;
}
