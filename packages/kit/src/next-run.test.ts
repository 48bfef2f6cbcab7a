import { expect, it } from 'vitest';
import { nextRun } from './next-run.ts';

const after = new Date('2026-11-21T09:30:30Z');

it.each([
  ['17 * * * *', '2026-11-21T10:17:00.000Z'],
  ['31 9 * * *', '2026-11-21T09:31:00.000Z'],
  ['30 9 * * *', '2026-11-22T09:30:00.000Z'],
  ['*/5 * * * *', '2026-11-21T09:35:00.000Z'],
  ['0 3 1 * *', '2026-12-01T03:00:00.000Z'],
  ['0 0 * * 1', '2026-11-23T00:00:00.000Z'],
  ['5,10-20/5 22 * * *', '2026-11-21T22:05:00.000Z'],
  // Either the first of a month or a Monday.
  ['0 0 1 * 1', '2026-11-23T00:00:00.000Z'],
])('%s comes next at %s', (cron, at) => {
  expect(nextRun(cron, after)?.toISOString()).toBe(at);
});

it.each(['', 'daily', '* * * *', '0 0 30 2 *'])('nothing comes of "%s"', (cron) => {
  expect(nextRun(cron, after)).toBeUndefined();
});
