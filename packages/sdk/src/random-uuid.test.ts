import { expect, it, vi } from 'vitest';
import { randomUuid } from './random-uuid.ts';

const version4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

it('makes UUIDs of version 4, each another', () => {
  const made = Array.from({ length: 1000 }, randomUuid);
  expect(made.filter((id) => !version4.test(id))).toEqual([]);
  expect(new Set(made).size).toBe(1000);
});

it('needs no secure context', () => {
  const { getRandomValues } = crypto;
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) });
  expect(randomUuid()).toMatch(version4);
  vi.unstubAllGlobals();
});
