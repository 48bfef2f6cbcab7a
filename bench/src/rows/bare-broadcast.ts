import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { openRawReaders } from '../fan-out/raw-readers.ts';
import type { LoadOrder, LoadResult } from '../fan-out/serve-load.ts';

/** The peer of P1: deliveries per processor second of a bare `ws` loop that stores nothing, its best of some rates. */
export async function bareBroadcast(readers: number, seconds: number): Promise<number> {
  const server = fork(new URL('../fan-out/bare-server.ts', import.meta.url));
  const next = <Message>() =>
    new Promise<Message>((resolve) => server.once('message', (message) => resolve(message as Message)));
  const { port } = await next<{ port: number }>();
  const sockets = await openRawReaders(port, readers);
  const text = 'x'.repeat(330);
  let best = 0;
  for (const messagesPerSecond of [50, 100, 200]) {
    const before = sockets.bytes();
    const result = next<LoadResult>();
    server.send({ messagesPerSecond, seconds, text } satisfies LoadOrder);
    const { cpuSeconds } = await result;
    for (let last = -1; last !== sockets.bytes(); await pause(100)) last = sockets.bytes();
    best = Math.max(best, (sockets.bytes() - before) / (text.length + 4) / cpuSeconds);
  }
  sockets.close();
  server.kill();
  return best;
}
