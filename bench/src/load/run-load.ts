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
  cpuSeconds: { server: number; database: number };
}

const text = 'A message of the usual length, as people write them. Сообщение обычной длины.';

/** Posts for a while as fast as answers come, waits until all is delivered, and counts. */
export async function runLoad(
  bridges: Pick<BridgesProcess, 'cpuSeconds'>,
  plan: LoadPlan,
): Promise<LoadResult> {
  const before = totals(plan.sockets);
  const cpuBefore = bridges.cpuSeconds();
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
  const cpuAfter = bridges.cpuSeconds();
  const seconds = (settledMs - startedMs) / 1000;
  return {
    sendsPerSecond: (after.replies - before.replies) / seconds,
    sends: after.replies - before.replies,
    deliveriesPerSecond: (after.deliveries - before.deliveries) / seconds,
    deliveries: after.deliveries - before.deliveries,
    refusals: after.refusals - before.refusals,
    cpuSeconds: {
      server: cpuAfter.server - cpuBefore.server,
      database: cpuAfter.database - cpuBefore.database,
    },
  };
}

function totals(sockets: readonly RawSocket[]) {
  const sum = { deliveries: 0, replies: 0, refusals: 0 };
  for (const { counts } of sockets) {
    sum.deliveries += counts.deliveries;
    sum.replies += counts.replies;
    sum.refusals += counts.refusals;
  }
  return sum;
}
