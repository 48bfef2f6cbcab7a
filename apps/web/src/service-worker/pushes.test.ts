import { expect, it } from 'vitest';
import { followPushes } from './pushes.ts';
import type { PushWorker } from './pushes.ts';

const chatId = '019aa1c2-2222-7a41-9c55-0f2d6b1e8a12';
const base = { type: 'messages', id: 'told', chatId, title: 'Team', path: `/chat/${chatId}/7` } as const;

/** A worker in a system that shows what it is told to. */
function fakeWorker(pages: { url: string; focused: boolean }[] = []) {
  const shown: { title: string; tag: string; body: string; data: { seq?: number }; close: () => void }[] = [];
  const said: unknown[] = [];
  const opened: string[] = [];
  const badges: number[] = [];
  const listeners = new Map<string, (event: never) => void>();
  let isPuttingUp = false;
  const worker = {
    registration: {
      async showNotification(title: string, options: { tag: string; body: string; data: object }) {
        if (title === 'refused') throw new Error('refused');
        isPuttingUp = true;
        await new Promise((resolve) => setTimeout(resolve, 5));
        isPuttingUp = false;
        const at = shown.findIndex(({ tag }) => tag === options.tag);
        const one = { title, ...options, close: () => void shown.splice(shown.indexOf(one), 1) };
        shown.splice(at === -1 ? shown.length : at, at === -1 ? 0 : 1, one);
      },
      getNotifications: async ({ tag }: { tag: string }) => {
        expect(isPuttingUp).toBe(false);
        return shown.filter((one) => one.tag === tag);
      },
    },
    clients: {
      matchAll: async () =>
        pages.map((page) => ({
          ...page,
          focus: async () => void said.push('focus'),
          postMessage: (message: unknown) => void said.push(message),
        })),
      openWindow: async (url: string) => void opened.push(url),
    },
    navigator: { setAppBadge: async (count: number) => void badges.push(count) },
    addEventListener: (type: string, listener: (event: never) => void) => listeners.set(type, listener),
  };
  followPushes(worker as unknown as PushWorker);
  const fire = async (type: string, fields: object) => {
    const work: Promise<unknown>[] = [];
    listeners.get(type)?.({ ...fields, waitUntil: (one: Promise<unknown>) => work.push(one) } as never);
    await Promise.all(work);
  };
  const push = (payload: object) => fire('push', { data: { json: () => payload } });
  return { shown, said, opened, badges, fire, push };
}

it('shows one notification a chat, the newest, and counts', async () => {
  const { shown, push, badges } = fakeWorker();
  await push({ ...base, seq: 7, body: 'one', count: 1, unreadTotal: 1 });
  await push({ ...base, seq: 9, body: 'two\nthree', count: 3, unreadTotal: 4 });
  expect(shown).toMatchObject([{ title: 'Team (3)', body: 'two\nthree', data: { seq: 9 } }]);
  await push({ ...base, chatId: 'other', seq: 1, body: 'else', count: 1, unreadTotal: 5 });
  expect(shown).toHaveLength(2);
  expect(badges).toEqual([1, 4, 5]);
});

it('keeps what is newer than what comes late', async () => {
  const { shown, push } = fakeWorker();
  await push({ ...base, seq: 9, body: 'two\nthree', count: 3, unreadTotal: 4 });
  await push({ ...base, seq: 7, body: 'one', count: 1, unreadTotal: 4 });
  expect(shown).toMatchObject([{ body: 'two\nthree', data: { seq: 9 } }]);
});

it('looks at what is shown when nothing is being put up, and goes on after a failure', async () => {
  const { shown, push } = fakeWorker();
  const refused = push({ ...base, title: 'refused', seq: 6, body: 'zero', count: 1 });
  const first = push({ ...base, seq: 7, body: 'one', count: 1, unreadTotal: 1 });
  await expect(refused).rejects.toThrow('refused');
  // The first is being put up by now.
  await new Promise((resolve) => setTimeout(resolve));
  await Promise.all([first, push({ ...base, seq: 9, body: 'two', count: 2, unreadTotal: 2 })]);
  expect(shown).toMatchObject([{ title: 'Team (2)', body: 'two' }]);
});

it('takes away what was read elsewhere, and nothing newer', async () => {
  const { shown, push, badges } = fakeWorker();
  await push({ ...base, seq: 7, body: 'one', count: 1, unreadTotal: 1 });
  await push({ type: 'clear', chatId, upToSeq: 6, unreadTotal: 1 });
  expect(shown).toHaveLength(1);
  await push({ type: 'clear', chatId, upToSeq: 7, unreadTotal: 0 });
  expect(shown).toEqual([]);
  expect(badges.at(-1)).toBe(0);
});

it('shows nothing of a chat that is looked at; open pages take back what they showed', async () => {
  const url = `https://bridges.example/chat/${chatId}`;
  const looking = fakeWorker([{ url, focused: true }]);
  await looking.push({ ...base, seq: 7, body: 'one', count: 1, unreadTotal: 1 });
  expect(looking.shown).toEqual([]);
  const hidden = fakeWorker([{ url, focused: false }]);
  await hidden.push({ ...base, seq: 7, body: 'one', count: 1, unreadTotal: 1 });
  expect(hidden.shown).toHaveLength(1);
  expect(hidden.said).toEqual([{ type: 'told', chatId }]);
});

it('a click opens the message, in the page that is open or in a new one, of this site only', async () => {
  const click = (path: string) => ({ notification: { close: () => {}, data: { path } } });
  const closed = fakeWorker();
  await closed.fire('notificationclick', click(base.path));
  await closed.fire('notificationclick', click('//evil.example/'));
  expect(closed.opened).toEqual([base.path, '/']);
  const open = fakeWorker([{ url: 'https://bridges.example/', focused: false }]);
  await open.fire('notificationclick', click(base.path));
  expect(open.opened).toEqual([]);
  expect(open.said).toEqual([{ type: 'go', path: base.path }, 'focus']);
});

it('entries and what a signed-out browser may know are shown as they come', async () => {
  const { shown, push } = fakeWorker();
  const entry = { type: 'entry', title: 'New sign-in', unreadTotal: 0, path: '/inbox' };
  await push({ ...entry, id: 't1', entryId: 'e1', body: 'Firefox' });
  await push({ ...entry, id: 't2', entryId: 'e2', body: 'Chrome' });
  // It grew, and is told again.
  await push({ ...entry, id: 't3', entryId: 'e1', body: 'Firefox, twice' });
  await push({ type: 'waiting', id: 'w1', title: 'Bridges', body: 'Something waits', path: '/' });
  await push({ type: 'waiting', id: 'w2', title: 'Bridges', body: 'Something waits', path: '/' });
  expect(shown.map(({ tag, body }) => [tag, body])).toEqual([
    ['entry:e1', 'Firefox, twice'],
    ['entry:e2', 'Chrome'],
    ['waiting', 'Something waits'],
  ]);
});
