import { beforeEach, expect, it } from 'vitest';
import type { Attachment } from '@bridges/contracts';
import {
  clearSent,
  dropDrafts,
  openDrafts,
  saveDraft,
  saveEdit,
  saveFiles,
  saveReply,
  useDrafts,
} from './drafts.ts';

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
  useDrafts.setState({ userId: null, texts: {}, replies: {}, files: {}, edits: {} });
  openDrafts('alice', storage);
});

it('keeps a draft per chat over a reload', () => {
  saveDraft('one', 'Hello', storage);
  saveDraft('two', 'Привет', storage);
  useDrafts.setState({ userId: null, texts: {}, replies: {}, files: {}, edits: {} });
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

it('keeps what is answered and what is being edited over a reload', () => {
  saveReply('one', { seq: 4, quote: 'part' }, storage);
  saveEdit('one', { seq: 3, text: 'better' }, storage);
  useDrafts.setState({ userId: null, texts: {}, replies: {}, files: {}, edits: {} });
  openDrafts('alice', storage);
  expect(useDrafts.getState().replies).toEqual({ one: { seq: 4, quote: 'part' } });
  expect(useDrafts.getState().edits).toEqual({ one: { seq: 3, text: 'better' } });
  saveEdit('one', null, storage);
  expect(useDrafts.getState().edits).toEqual({});
});

it('keeps what was sent on the disk until the outbox has it', async () => {
  saveDraft('one', 'Hello', storage);
  const { promise, resolve } = Promise.withResolvers<void>();
  clearSent('one', promise, storage);
  expect(texts()).toEqual({});
  expect(storage.length).toBe(1);
  resolve();
  await promise;
  expect(storage.length).toBe(0);
});

it('does not take away what was written after the sending', async () => {
  saveDraft('one', 'Hello', storage);
  const { promise, resolve } = Promise.withResolvers<void>();
  clearSent('one', promise, storage);
  saveDraft('one', 'Next', storage);
  resolve();
  await promise;
  expect(storage.length).toBe(1);
});

it('keeps the files of a draft over a reload, and until what was sent is safe', async () => {
  const files = [{ fileId: 'dawn' }, { fileId: 'noon' }] as Attachment[];
  saveFiles('one', files, storage);
  useDrafts.setState({ userId: null, texts: {}, replies: {}, files: {}, edits: {} });
  openDrafts('alice', storage);
  expect(useDrafts.getState().files).toEqual({ one: files });
  const { promise, resolve } = Promise.withResolvers<void>();
  clearSent('one', promise, storage);
  expect([useDrafts.getState().files, storage.length]).toEqual([{}, 1]);
  resolve();
  await promise;
  expect(storage.length).toBe(0);
  saveFiles('one', files, storage);
  saveFiles('one', [], storage);
  expect([useDrafts.getState().files, storage.length]).toEqual([{}, 0]);
});
