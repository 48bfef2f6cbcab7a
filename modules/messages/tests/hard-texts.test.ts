import { startTestPlatform } from '@bridges/dev-env';
import { parseMarkdown } from '@bridges/contracts/markdown';
import type { ChangesPage, Message } from '@bridges/contracts';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changes, edit, react, remove } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { cast, chatOf, history, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl'), hasSearchIndex: true });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
});
afterAll(() => platform.stop());

describe('a text made to do harm', () => {
  const texts: [string, string][] = [
    ['turns the direction of reading', '\u202eevil\u202c'],
    ['carries 500 combining marks', `a${'\u0301'.repeat(500)}`],
    ['is HTML', '<img src=x onerror=alert(1)>'],
    ['links to a script', '[x](javascript:alert(1)) [y](data:text/html,x)'],
    ['is nested as deep as fits', '>'.repeat(4096)],
    ['is marks alone', '*'.repeat(4096)],
    ['is a table of nothing', `${'|'.repeat(40)}\n${'|-'.repeat(40)}\n${'||\n'.repeat(1300)}`.slice(0, 4096)],
    ['is dashes that are nearly a table', `a|b\n${'-|'.repeat(2000)}x`],
    ['names many', '@a'.repeat(1365)],
    ['opens brackets', '[a]('.repeat(1024)],
  ];
  it.each(texts)('that %s is stored as written, edited, and read in a moment', async (_name, text) => {
    const { status, body } = await trySend(alice, chatId, { text });
    expect([status, body.text]).toEqual([201, text]);
    expect((await edit(alice, chatId, body.seq, `${text.slice(0, 4000)} @${bob.username}`)).status).toBe(200);
    await platform.settled();
    // Milliseconds of this thread: other processes share the cores.
    const before = process.threadCpuUsage();
    parseMarkdown(text);
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(50);
  });
});

describe('edits, deletions and reactions on several devices at once', () => {
  it('leave every reader with one state, live, by changes from any rev, and after a reconnect', async () => {
    const messages = await Promise.all([1, 2, 3, 4].map((at) => alice.post(chatId, `race ${at}`)));
    const { rev: start } = await chatOf(bob, chatId);
    using phone = await ChatSocket.open(bob);
    await Promise.all(
      messages.flatMap(({ seq }, at) => [
        edit(alice, chatId, seq, `first ${at}`),
        react(bob, chatId, seq, '👍'),
        edit(alice, chatId, seq, `second ${at}`),
        at % 2 === 0 ? remove(alice, chatId, [seq]) : react(alice, chatId, seq, '🔥'),
        trySend(bob, chatId, { text: `reply ${at}`, replyTo: { seq } }),
      ]),
    );
    const { rev: end } = await chatOf(bob, chatId);
    const real = shared(await history(bob, chatId)).filter(({ rev = 0 }) => rev > start);
    // Each event follows the one before it: no rev is told twice or left out.
    await phone.next(({ ev, rev }) => ev === 'changed' && rev === end);
    const told = phone.frames.filter(({ ev }) => ev === 'changed') as unknown as Changed[];
    const inOrder = told.toSorted((one, other) => one.rev - other.rev);
    expect(inOrder.map(({ after }) => after)).toEqual(inOrder.map((_, at) => start + at));
    expect(newest(inOrder.flatMap((event) => event.messages))).toEqual(real);
    for (let after = start; after <= end; after++) {
      const page: ChangesPage = await changes(bob, chatId, after);
      expect([page.rev, newest(page.messages)]).toEqual([end, real.filter(({ rev = 0 }) => rev > after)]);
    }
    expect(real.filter(({ kind }) => kind === 'deleted').map(({ text }) => text)).toEqual(['', '']);
  });
});

interface Changed {
  after: number;
  rev: number;
  messages: Message[];
}

/** Without what is one reader's own. */
const shared = (messages: readonly Message[]) => messages.map(({ mine: _mine, ...message }) => message);

/** The newest state of each, in the order of seq. */
function newest(messages: readonly Message[]) {
  const bySeq = new Map<number, Message>();
  for (const message of messages)
    if ((bySeq.get(message.seq)?.rev ?? -1) < (message.rev ?? 0)) bySeq.set(message.seq, message);
  return shared([...bySeq.values()].toSorted((one, other) => one.seq - other.seq));
}
