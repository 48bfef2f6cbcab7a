import { expect, it } from 'vitest';
import { changesOf, isHandle, newGroup } from './group-draft.ts';

it('sends only what was changed', () => {
  expect(changesOf(newGroup, newGroup)).toBeNull();
  expect(changesOf(newGroup, { ...newGroup, title: 'Chess', slowModeSeconds: 30 })).toEqual({
    title: 'Chess',
    slowModeSeconds: 30,
  });
  expect(changesOf({ ...newGroup, handle: 'chess' }, newGroup)).toEqual({ handle: null });
});

it('knows handles', () => {
  expect(['', 'ab', 'order-123', 'A_1'].map(isHandle)).toEqual([true, true, true, true]);
  expect(['a', '-ab', 'шахматы', 'a b'].map(isHandle)).toEqual([false, false, false, false]);
});
