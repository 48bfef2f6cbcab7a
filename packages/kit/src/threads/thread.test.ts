import { getPriority } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import type { Log } from '../db/log.ts';
import type { Told } from './testing/told-thread.ts';
import { Thread } from './thread.ts';

interface Line {
  level: string;
  fields: Record<string, unknown>;
  text: string;
}

let lines: Line[] = [];
let thread: Thread<Told>;
let beginnings = 0;

function beginning(file = new URL('testing/told-thread.ts', import.meta.url)): Thread<Told> {
  lines = [];
  const line = (level: string) => (fields: Line['fields'], text: string) =>
    lines.push({ level, fields, text });
  const log = { info: line('info'), warn: line('warn'), error: line('error') } as unknown as Log;
  beginnings = 0;
  const data = () => {
    beginnings++;
    return { name: 'told' };
  };
  thread = new Thread({ entry: file, data, log });
  return thread;
}
afterEach(() => thread.stop());

const texts = () => lines.map(({ text }) => text);
const until = (text: string) => vi.waitFor(() => expect(texts()).toContain(text), { timeout: 20_000 });
const counted = (text: string) => texts().filter((one) => one === text).length;

it('begins with the first message, and says what it has to say in the log of its owner', async () => {
  beginning();
  const bytes = new ArrayBuffer(5);
  thread.post({ say: 'hello' });
  thread.post({ bytes }, [bytes]);
  await until('bytes');
  expect(texts()).toEqual(['begun', 'said', 'bytes']);
  const [begun, said, length] = lines;
  expect(begun).toMatchObject({ level: 'info', fields: { name: 'told' } });
  expect(said).toMatchObject({ level: 'warn', fields: { err: new Error('hello') } });
  expect([length?.fields, bytes.byteLength]).toEqual([{ length: 5 }, 0]);
  await thread.stop();
  expect(texts().at(-1)).toBe('stopped');
});

it.runIf(process.platform === 'linux')('gives way to the threads of everybody else', async () => {
  beginning().post({ say: '' });
  await until('begun');
  expect([lines[0]?.fields['priority'], getPriority(0)]).toEqual([10, 0]);
});

it('begins anew a second after it failed', async () => {
  beginning().post({ say: 'before' });
  thread.post({ fail: 'on purpose' });
  await until('a thread failed');
  const failed = lines.find(({ text }) => text === 'a thread failed');
  expect([failed?.level, failed?.fields]).toMatchObject([
    'error',
    { err: new Error('on purpose'), entry: 'told-thread.ts' },
  ]);
  // Its owner need not know: it finds by itself what there is to do.
  thread.post({ say: 'lost' });
  await vi.waitFor(() => expect(counted('begun')).toBe(2), { timeout: 20_000 });
  expect(beginnings).toBe(2);
  expect(thread.post({ say: 'after' })).toBe(true);
  await vi.waitFor(() => expect(counted('said')).toBe(2), { timeout: 20_000 });
  expect(lines.at(-1)?.fields).toEqual({ err: new Error('after') });
});

it('is not begun anew once it is stopped, nor begun at all', async () => {
  beginning().post({ fail: 'on purpose' });
  await until('a thread failed');
  await thread.stop();
  expect(thread.post({ say: 'too late' })).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // That it failed may be told before what it said.
  expect(texts().toSorted()).toEqual(['a thread failed', 'begun']);
});

it('finishes what it is about, unless that takes too long', async () => {
  beginning().post({ linger: 'a while' });
  await thread.stop();
  expect(texts()).toEqual(['begun', 'stopped']);
  beginning().post({ linger: 'for ever' });
  await thread.stop();
  expect(texts()).toEqual(['begun', 'a thread was ended in the middle of its work']);
});

it('lets nobody who posts suffer when it cannot be made', async () => {
  // Refused where it is made, as a thread too many is.
  beginning(new URL('https://example.org/no-file.ts')).post({ say: 'hello' });
  expect(texts()).toEqual(['a thread failed']);
  await vi.waitFor(() => expect(counted('a thread failed')).toBe(2), { timeout: 20_000 });
});
