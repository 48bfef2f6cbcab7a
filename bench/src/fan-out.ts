/**
 * The fan-out alone: deliveries per second of server processor time, of the gateway module and of a bare `ws`
 * loop, and the memory of idle sockets. `node bench/src/fan-out.ts [readers] [seconds]`; 0 seconds: memory only
 */
import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { openRawReaders } from './fan-out/raw-readers.ts';
import type { LoadOrder, LoadResult } from './fan-out/serve-load.ts';

const readers = Number(process.argv[2] ?? 1000);
const seconds = Number(process.argv[3] ?? 3);
const text = JSON.stringify({
  ev: 'message',
  chat: '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000',
  seq: 1,
  message: { text: 'A message of the usual length, as people write them. Сообщение.', kind: 'text' },
}).padEnd(300);
/** 300 bytes and more: header of 4. */
const frameBytes = Buffer.byteLength(text) + 4;

async function measure(name: string, rates: readonly number[]): Promise<Map<number, number>> {
  const server = fork(new URL(`fan-out/${name}-server.ts`, import.meta.url), { execArgv: ['--expose-gc'] });
  const next = <Message>() =>
    new Promise<Message>((resolve) => server.once('message', (message) => resolve(message as Message)));
  const { port } = await next<{ port: number }>();
  const order = async (load: LoadOrder) => {
    const result = next<LoadResult>();
    server.send(load);
    return result;
  };
  const idle = await order({ messagesPerSecond: 0, seconds: 0, text });
  const sockets = await openRawReaders(port, readers);
  await pause(500);
  const held = await order({ messagesPerSecond: 0, seconds: 0, text });
  const heap = ((held.heapBytes - idle.heapBytes) / readers / 1024).toFixed(1);
  console.log(
    `${name}: ${((held.residentBytes - idle.residentBytes) / readers / 1024).toFixed(1)} KiB per idle socket, ${heap} KiB of them in the heap`,
  );
  const perCpuSecond = new Map<number, number>();
  if (seconds > 0) await order({ messagesPerSecond: 200, seconds: 1, text });
  for (const messagesPerSecond of seconds > 0 ? rates : []) {
    const before = sockets.bytes();
    const { published, cpuSeconds } = await order({ messagesPerSecond, seconds, text });
    for (let last = -1; last !== sockets.bytes(); await pause(100)) last = sockets.bytes();
    const deliveries = Math.round((sockets.bytes() - before) / frameBytes);
    perCpuSecond.set(messagesPerSecond, deliveries / cpuSeconds);
    console.log(
      `${name}: ${messagesPerSecond}/s asked, ${published} sent, ${deliveries} delivered, ` +
        `${cpuSeconds.toFixed(2)} s of processor, ${Math.round(deliveries / cpuSeconds)} deliveries per processor second`,
    );
  }
  sockets.close();
  server.disconnect();
  server.kill();
  return perCpuSecond;
}

const bare = await measure('bare', [50, 100, 200]);
const ours = await measure('gateway', [50, 100, 200, 500, 1000, 2000]);
const best = Math.max(...bare.values());
for (const [rate, value] of ours)
  console.log(`at ${rate}/s: ${(value / best).toFixed(2)} × the best of bare ws`);
process.exit(0);
