import { beforeEach, expect, it } from 'vitest';
import { dropDrafts, openDrafts, saveDraft, useDrafts } from './drafts.ts';

/** The part of the browser's Storage that drafts use. */
function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (at) => [...items.keys()][at] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

const texts = () => useDrafts.getState().texts;
let storage = memoryStorage();
beforeEach(() => {
  storage = memoryStorage();
  useDrafts.setState({ userId: null, texts: {} });
  openDrafts('alice', storage);
});

it('keeps a draft per chat over a reload', () => {
  saveDraft('one', 'Hello', storage);
  saveDraft('two', 'Привет', storage);
  useDrafts.setState({ userId: null, texts: {} });
  openDrafts('alice', storage);
  expect(texts()).toEqual({ one: 'Hello', two: 'Привет' });
});

it('shows nobody the drafts of another user', () => {
  saveDraft('one', 'secret', storage);
  openDrafts('bob', storage);
  expect(texts()).toEqual({});
});

it('forgets a draft that was emptied, and keeps no white space', () => {
  saveDraft('one', 'Hello', storage);
  saveDraft('one', '', storage);
  saveDraft('two', '  ', storage);
  expect(texts()).toEqual({ two: '  ' });
  expect(storage.length).toBe(0);
});

it('leaves nothing behind after signing out', () => {
  saveDraft('one', 'Hello', storage);
  dropDrafts(storage);
  expect(storage.length).toBe(0);
  expect(texts()).toEqual({});
});
