import { MemoryRateLimits } from '@bridges/kit';
import { describe, expect, it, vi } from 'vitest';
import { createTickets } from './tickets.ts';

describe('tickets', () => {
  const holder = { userId: 'alice', sessionId: 'laptop' };
  const create = (live: string[], secret?: string) =>
    createTickets(secret, new MemoryRateLimits(), {
      checkSessions: async () => ({ liveSessionIds: live }) as never,
    });

  it('are good once, even when used twice at the same moment', async () => {
    const tickets = create(['laptop']);
    const ticket = await tickets.issue(holder);
    const used = await Promise.all([1, 2, 3].map(() => tickets.redeem(ticket)));
    expect(used.filter((found) => found !== undefined)).toEqual([holder]);
    expect(await tickets.redeem(ticket)).toBeUndefined();
  });

  it('are good only while the session lives', async () => {
    const tickets = create([]);
    expect(await tickets.redeem(await tickets.issue(holder))).toBeUndefined();
  });

  it('cannot be guessed, and what is no ticket is none', async () => {
    const tickets = create(['laptop']);
    const issued = await Promise.all(Array.from({ length: 50 }, () => tickets.issue(holder)));
    expect(new Set(issued).size).toBe(50);
    const [first = ''] = issued;
    for (const wrong of [
      `${first}A`,
      first.replace('.', 'A.'),
      '.',
      '',
      'A'.repeat(43),
      'A'.repeat(5000),
      '\0'.repeat(43),
    ]) {
      expect(await tickets.redeem(wrong)).toBeUndefined();
    }
  });

  it('of one gateway are good at another, and of a stranger at none', async () => {
    const ticket = await create(['laptop'], 'ours').issue(holder);
    expect(await create(['laptop'], 'theirs').redeem(ticket)).toBeUndefined();
    expect(await create(['laptop'], 'ours').redeem(ticket)).toEqual(holder);
  });

  it('are good for half a minute', async () => {
    vi.useFakeTimers();
    const tickets = create(['laptop']);
    const ticket = await tickets.issue(holder);
    vi.advanceTimersByTime(30_001);
    expect(await tickets.redeem(ticket)).toBeUndefined();
    vi.useRealTimers();
  });

  it('are not given without end', async () => {
    const tickets = create(['laptop']);
    const asked = await Promise.allSettled(Array.from({ length: 200 }, () => tickets.issue(holder)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(120);
  });
});
