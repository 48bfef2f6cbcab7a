import type { AdminAct } from '@bridges/contracts';
import { expect, it } from 'vitest';
import { mergeActs, nextToAsk, openAfter } from './merge-acts.ts';
import type { ModuleActs } from './merge-acts.ts';

const at = (minute: number): AdminAct => ({
  id: String(minute),
  actedAt: `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`,
  adminId: 'a',
  act: 'user_deactivated',
  object: 'boris',
  objectId: 'b',
  reason: '',
});
const told = (minutes: number[], nextCursor: string | null = null): ModuleActs => ({
  acts: minutes.map(at),
  nextCursor,
});
const minutes = (of: Record<string, ModuleActs>) => mergeActs(of).map(({ id }) => Number(id));

it('merges by time, the latest first', () => {
  expect(minutes({ accounts: told([9, 4]), groups: told([7, 5, 1]) })).toEqual([9, 7, 5, 4, 1]);
});

it('shows nothing from where one of them may have more', () => {
  const of = { accounts: told([9, 6], 'more'), groups: told([7, 3]) };
  expect(minutes(of)).toEqual([9, 7, 6]);
  const open = openAfter({}, of);
  expect(nextToAsk(open)).toEqual(['accounts']);
  expect(openAfter(open, { accounts: told([5]) })).toEqual({});
});

it('asks on where least is known', () => {
  const open = openAfter({}, { accounts: told([9, 2], 'a'), groups: told([8, 7], 'g'), files: told([]) });
  expect(nextToAsk(open)).toEqual(['groups']);
  expect(nextToAsk(openAfter(open, { groups: told([6, 1], 'h') }))).toEqual(['accounts']);
});
