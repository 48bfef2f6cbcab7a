import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { SearchTurns } from './search-turns.ts';

afterEach(() => void vi.useRealTimers());

/** Searches that end when they are told to. */
function searches(turns = new SearchTurns(1000)) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (userId: string, name = userId) =>
    turns.run(userId, () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await nextTurn();
  };
  return { begun, ask, end };
}

it('one of a user runs at a time, and four of all', async () => {
  const { begun, ask, end } = searches();
  const all = [ask('a', 'a1'), ask('a', 'a2'), ask('b'), ask('c'), ask('d'), ask('e')];
  expect(begun).toEqual(['a1', 'b', 'c', 'd']);
  await end('b');
  // That of her who waits for herself is no reason to keep others waiting.
  expect(begun.slice(4)).toEqual(['e']);
  await end('a1');
  expect(begun.slice(5)).toEqual(['a2']);
  for (const name of ['c', 'd', 'e', 'a2']) await end(name);
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'b', 'c', 'd', 'e']);
});

it('users have it by turns, however many one asks for', async () => {
  const { begun, ask, end } = searches();
  const all = ['w', 'x', 'y', 'z'].map((name) => ask(name));
  const greedy = Array.from({ length: 6 }, (_, at) => `greedy ${at + 1}`);
  all.push(...greedy.map((name) => ask('greedy', name)), ask('m'), ask('n'));
  for (const name of ['w', 'greedy 1', 'm', 'n']) await end(name);
  expect(begun.slice(4)).toEqual(['greedy 1', 'm', 'n', 'greedy 2']);
  for (const name of ['x', 'y', 'z', 'm', 'n', ...greedy]) await end(name);
  expect(await Promise.all(all)).toHaveLength(12);
});

it('one that fails makes room like any other', async () => {
  const turns = new SearchTurns(1000);
  const failed = turns.run('a', () => Promise.reject(new Error('broken')));
  const next = turns.run('a', () => Promise.resolve('fine'));
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('fine');
});

it('whoever waits for too long is told so, and holds nobody up after', async () => {
  vi.useFakeTimers();
  const { begun, ask, end } = searches(new SearchTurns(100));
  const first = ask('a', 'first');
  const second = ask('a', 'second').catch((error: { code?: string }) => error.code);
  await vi.advanceTimersByTimeAsync(499);
  const third = ask('a', 'third').catch((error: { code?: string }) => error.code);
  await vi.advanceTimersByTimeAsync(1);
  expect(await second).toBe('messages.search_too_slow');
  await vi.advanceTimersByTimeAsync(499);
  expect(await third).toBe('messages.search_too_slow');
  expect(begun).toEqual(['first']);
  vi.useRealTimers();
  await end('first');
  expect(await first).toBe('first');
});

it('between two steps of searches others have their turn, however many there are', async () => {
  const turns = new SearchTurns(1000);
  const done: string[] = [];
  const steps = ['a', 'b', 'c'].map(async (name) => {
    for (let step = 0; step < 3; step++) {
      await turns.give();
      done.push(name);
    }
  });
  let isOver = false;
  void Promise.all(steps).then(() => (isOver = true));
  while (!isOver) {
    await nextTurn();
    done.push('other');
  }
  const runs = done
    .join(' ')
    .split('other')
    .map((run) => run.trim().split(' ').length);
  expect(Math.max(...runs)).toBe(1);
  expect(done.filter((name) => name !== 'other').toSorted()).toEqual([...'aaabbbccc']);
});
