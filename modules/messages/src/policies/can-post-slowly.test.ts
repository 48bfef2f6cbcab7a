import { describe, expect, it } from 'vitest';
import type { MemberRole } from '../tables/database.ts';
import { canPostSlowly } from './can-post-slowly.ts';

const now = 1_000_000;
const cases: [slowModeSeconds: number, role: MemberRole, postedAtMs: number, waitMs: number | undefined][] = [
  [0, 'member', now, undefined],
  [30, 'member', 0, undefined],
  [30, 'member', now, 30_000],
  [30, 'member', now - 29_999, 1],
  [30, 'member', now - 30_000, undefined],
  [30, 'admin', now, undefined],
  [30, 'owner', now, undefined],
];

describe('canPostSlowly', () => {
  it.each(cases)('%i s, %s, posted at %i: %s', (slowModeSeconds, role, postedAtMs, waitMs) => {
    expect(canPostSlowly({ slowModeSeconds }, { role, postedAtMs }, now)?.retryAfterMs).toBe(waitMs);
  });
});
