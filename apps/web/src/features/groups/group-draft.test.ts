import { expect, it } from 'vitest';
import { translator } from '../../i18n/translate.ts';
import { changesOf, isHandle, newGroup } from './group-draft.ts';
import { pauseText } from './pause-text.ts';

it('sends only what was changed', () => {
  expect(changesOf(newGroup, newGroup)).toBeNull();
  expect(changesOf(newGroup, { ...newGroup, title: 'Chess', slowModeSeconds: 30 })).toEqual({
    title: 'Chess',
    slowModeSeconds: 30,
  });
  expect(changesOf({ ...newGroup, handle: 'chess' }, newGroup)).toEqual({ handle: null });
});

it('says a pause in its largest unit', () => {
  const text = (seconds: number) => pauseText(seconds, translator('ru'));
  expect([0, 10, 60, 90, 300, 3600].map(text)).toEqual([
    'выключен',
    '10 секунд',
    '1 минута',
    '90 секунд',
    '5 минут',
    '1 час',
  ]);
});

it('knows handles', () => {
  expect(['', 'ab', 'order-123', 'A_1'].map(isHandle)).toEqual([true, true, true, true]);
  expect(['a', '-ab', 'шахматы', 'a b'].map(isHandle)).toEqual([false, false, false, false]);
});
