import { MemoryCaches, MemoryRateLimits } from '@bridges/kit';
import { describe, expect, it } from 'vitest';
import { createTickets } from './tickets.ts';

describe('tickets', () => {
  const holder = { userId: 'alice', sessionId: 'laptop' };
  const create = (live: string[]) =>
    createTickets(new MemoryCaches(), new MemoryRateLimits(), {
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
    for (const wrong of ['', 'A'.repeat(43), 'A'.repeat(5000), '\0'.repeat(43)]) {
      expect(await tickets.redeem(wrong)).toBeUndefined();
    }
  });

  it('are not given without end', async () => {
    const tickets = create(['laptop']);
    const asked = await Promise.allSettled(Array.from({ length: 200 }, () => tickets.issue(holder)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(120);
  });
});
