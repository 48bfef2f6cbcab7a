import { expect, test } from 'vitest';
import { REFRESH_GRACE_MS, refreshVerdict } from './refresh-verdict.ts';

const rotatedAt = new Date('2026-11-21T10:00:00.000Z');
const after = (ms: number) => new Date(rotatedAt.getTime() + ms);
const session = { generation: 5, rotatedAt, expiresAt: after(86_400_000), endedAt: null };
const token = (generation: number, graceUsedAt: Date | null = null) => ({ generation, graceUsedAt });

test('a token of the current generation begins the next, whenever it comes', () => {
  expect(refreshVerdict(token(5), session, after(1))).toBe('rotate');
  expect(refreshVerdict(token(5), session, after(80_000_000))).toBe('rotate');
});

test('the previous one is accepted once, to the end of the grace', () => {
  expect(refreshVerdict(token(4), session, after(REFRESH_GRACE_MS))).toBe('grace');
  expect(refreshVerdict(token(4), session, after(REFRESH_GRACE_MS + 1))).toBe('reused');
  expect(refreshVerdict(token(4, after(5)), session, after(10))).toBe('reused');
});

test('older ones mean theft', () => {
  expect(refreshVerdict(token(3), session, after(1))).toBe('reused');
});

test('an ended or expired session has no tokens', () => {
  expect(refreshVerdict(token(5), { ...session, endedAt: rotatedAt }, after(1))).toBe('ended');
  expect(refreshVerdict(token(5), session, session.expiresAt)).toBe('ended');
});
