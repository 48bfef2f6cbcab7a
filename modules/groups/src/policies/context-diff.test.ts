import { expect, test } from 'vitest';
import { cardToKeep, isHeadChanged, membersDiff } from './context-diff.ts';

test('the difference brings, takes and changes; nothing else', () => {
  const present = [
    { userId: 'stays', role: 'member' },
    { userId: 'goes', role: 'admin' },
    { userId: 'rises', role: 'member' },
  ] as const;
  const wanted = [
    { userId: 'stays', role: 'member' },
    { userId: 'rises', role: 'admin' },
    { userId: 'comes', role: 'owner' },
  ] as const;
  expect(membersDiff(present, wanted)).toEqual([
    { userId: 'goes', role: '' },
    { userId: 'rises', role: 'admin' },
    { userId: 'comes', role: 'owner' },
  ]);
  expect(membersDiff(present, present)).toEqual([]);
});

test('of a user named twice the last counts', () => {
  const twice = [
    { userId: 'a', role: 'admin' },
    { userId: 'a', role: 'member' },
  ] as const;
  expect(membersDiff([], twice)).toEqual([{ userId: 'a', role: 'member' }]);
});

test('a card is the same in any order of its keys', () => {
  const known = { card: { title: 'Order 1', status: 'new' }, state: 'open' } as const;
  expect(isHeadChanged(known, { card: { status: 'new', title: 'Order 1' }, state: 'open' })).toBe(false);
  expect(isHeadChanged(known, { card: { title: 'Order 1' }, state: 'open' })).toBe(true);
  expect(isHeadChanged(known, { card: known.card, state: 'closed' })).toBe(true);
});

test('our copy of a picture stays while its address does', () => {
  const known = { title: 'Order 1', pictureUrl: 'https://a.example/1.png', pictureFileId: 'copy' };
  const told = { title: 'Order 1', pictureUrl: 'https://a.example/1.png' };
  expect(isHeadChanged({ card: known, state: 'open' }, { card: told, state: 'open' })).toBe(false);
  expect(cardToKeep(known, { ...told, pictureUrl: 'https://a.example/2.png' }).pictureFileId).toBeUndefined();
  expect(cardToKeep(null, { ...told, pictureFileId: 'made up' }).pictureFileId).toBeUndefined();
});
