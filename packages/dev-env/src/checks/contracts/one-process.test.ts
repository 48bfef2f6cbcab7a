import { GroupsService } from '@bridges/contracts/proto';
import {
  createLogger,
  createMetrics,
  LocalBroker,
  LocalRpc,
  MemoryBus,
  MemoryCaches,
  MemoryPresence,
  MemoryRateLimits,
} from '@bridges/kit';
import { afterEach, expect, test, vi } from 'vitest';
import { brokerContract } from './broker.ts';
import { busContract } from './bus.ts';
import { cachesContract } from './caches.ts';
import { presenceContract } from './presence.ts';
import { rateLimitsContract } from './rate-limits.ts';
import { roomsOnly, rpcContract } from './rpc.ts';

const nothingOpen = async () => {};

brokerContract('LocalBroker', () => new LocalBroker(createLogger({ level: 'silent' }), createMetrics({})));
busContract('MemoryBus', async () => {
  const subject = new MemoryBus();
  return { subject, close: () => subject.close() };
});
cachesContract('MemoryCaches', async () => ({ subject: new MemoryCaches(), close: nothingOpen }));
rateLimitsContract('MemoryRateLimits', async () => ({ subject: new MemoryRateLimits(), close: nothingOpen }));
presenceContract('MemoryPresence', async () => ({ subject: new MemoryPresence(), close: nothingOpen }));
rpcContract('LocalRpc', async (services) => {
  const subject = new LocalRpc();
  for (const service of services) subject.serve(service);
  return { subject, close: nothingOpen };
});

afterEach(() => {
  vi.useRealTimers();
});

// Here and not in the contract: only in one process can a case move the clock.
test('LocalRpc gives up after 5 seconds when the caller names no deadline', async () => {
  vi.useFakeTimers();
  const rpc = new LocalRpc();
  rpc.serve(roomsOnly(() => new Promise(() => {})));
  const outcome = vi.fn<(code: unknown) => void>();
  const call = rpc.client(GroupsService).openRoom({});
  const ended = call.catch((error: { code: unknown }) => outcome(error.code));
  await vi.advanceTimersByTimeAsync(4999);
  expect(outcome).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await ended;
  expect(outcome).toHaveBeenCalledWith('kit.deadline_exceeded');
});

test('LocalRpc: a machine that stood still longer than the deadline loses no call', async () => {
  const rpc = new LocalRpc();
  // Answers in the second round of the loop: what is due by the clock comes before.
  rpc.serve(roomsOnly(() => new Promise((resolve) => setImmediate(() => setImmediate(resolve, {})))));
  const call = rpc.client(GroupsService).openRoom({}, { deadlineMs: 50 });
  // Nothing of this process runs meanwhile, as when it is stopped.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  await call;
});
