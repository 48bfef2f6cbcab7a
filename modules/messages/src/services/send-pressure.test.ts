import { afterEach, expect, it, vi } from 'vitest';
import { SendPressure } from './send-pressure.ts';

afterEach(() => vi.useRealTimers());

it('is seen through the memory it shares', () => {
  vi.useFakeTimers();
  const [own, seen] = [new SendPressure(), new SendPressure()];
  const other = new SendPressure(own.shared);
  own.wait(3);
  own.wait(-1);
  own.noteFull();
  expect([other.waitingCount, other.isFull]).toEqual([2, true]);
  expect([seen.waitingCount, seen.isFull]).toEqual([0, false]);
});

it('stays full for half a second, whatever the time is', () => {
  // As numbers of 32 bits these lie on both sides of where they begin anew.
  for (const nowMs of [1_800_000_000_000, 2 ** 31 * 838 - 100, 2 ** 32 * 419 - 100]) {
    vi.useFakeTimers({ now: nowMs });
    const pressure = new SendPressure();
    expect(pressure.isFull).toBe(false);
    pressure.noteFull();
    vi.advanceTimersByTime(499);
    expect(pressure.isFull, `${nowMs}`).toBe(true);
    vi.advanceTimersByTime(1);
    expect(pressure.isFull).toBe(false);
    // Somebody set the clock back.
    vi.setSystemTime(nowMs - 60_000);
    expect(pressure.isFull).toBe(false);
  }
});
