import { randomUUID } from 'node:crypto';
import { noMarks } from '@bridges/contracts';
import { codeOf } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { Stalls } from '@bridges/dev-env/stalls';
import { beforeEach, describe, expect, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { cast, chatOf, query, range } from './chat-tools.ts';
import { changes, forEver, list, markScene, marksEvent, setMarks } from './mark-scene.ts';

const scene = markScene();
let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;
beforeEach(() => {
  ({ platform, alice, bob, chatId } = scene);
});

describe("a chat's marks", () => {
  it('are none at first, and what is set afterwards, one act after another', async () => {
    expect((await chatOf(alice, chatId)).marks).toEqual(noMarks);
    const muted = await setMarks(alice, chatId, { mutedUntil: forEver, level: 'mentions' });
    expect([muted.status, muted.body]).toEqual([
      200,
      { ...noMarks, mutedUntil: forEver, level: 'mentions', rev: 1 },
    ]);
    const { body } = await setMarks(alice, chatId, { mutedUntil: null, isPinned: true });
    expect(body).toEqual({ ...noMarks, level: 'mentions', pinOrder: 0, rev: 2 });
    expect((await chatOf(alice, chatId)).marks).toEqual(body);
    expect((await list(alice)).chats[0]?.marks).toEqual(body);
  });

  it('are mine alone', async () => {
    using bobs = await ChatSocket.open(bob);
    await setMarks(alice, chatId, { isArchived: true });
    await alice.post(chatId, 'after it');
    await bobs.message('after it');
    expect(bobs.frames.filter(({ ev }) => ev === 'chatMarks')).toEqual([]);
    expect((await chatOf(bob, chatId)).marks).toEqual(noMarks);
    expect(await changes(bob, 0)).toMatchObject({ rev: 0, chats: {}, folders: [] });
  });

  it('reach my other device within a second, and one that was away by its rev', async () => {
    using phone = await ChatSocket.open(alice);
    const first = await phone.resume(null, {});
    expect(first.marksRev).toBe(0);
    using stalls = new Stalls();
    const since = Date.now();
    const { body: marks } = await setMarks(alice, chatId, { isMarkedUnread: true });
    expect(await marksEvent(phone, 1)).toEqual({
      ev: 'chatMarks',
      after: 0,
      rev: 1,
      chats: { [chatId]: marks },
    });
    expect(stalls.runningMs(since, Date.now())).toBeLessThan(1000);
    await setMarks(alice, chatId, { isArchived: true });
    const { marksRev } = await phone.resume(first.epoch, { [chatId]: 1 });
    expect(marksRev).toBe(2);
    const missed = await changes(alice, 1);
    expect(missed).toMatchObject({ rev: 2, hasMore: false, chats: { [chatId]: { isArchived: true } } });
    expect(await changes(alice, 2)).toMatchObject({ rev: 2, chats: {} });
  });

  it('that were so before raise nothing', async () => {
    await setMarks(alice, chatId, { level: 'none', isMarkedUnread: false, folderIds: [] });
    expect((await setMarks(alice, chatId, { level: 'none' })).body.rev).toBe(1);
    expect((await setMarks(alice, chatId, {})).body.rev).toBe(1);
    expect((await changes(alice, 0)).rev).toBe(1);
  });

  it('set at the same time by many devices are all there, each with a rev of its own', async () => {
    const saved = (await alice.openDirect(alice)).id;
    await Promise.all(
      range(1, 10).flatMap((at) => [
        setMarks(alice, chatId, { isMarkedUnread: at % 2 === 0 }),
        alice.ask('PUT', `/api/chats/${saved}/draft`, { text: `draft ${at}` }),
      ]),
    );
    const page = await changes(alice, 0);
    const revs = Object.values(page.chats).map(({ rev }) => rev);
    expect(Math.max(...revs)).toBe(page.rev);
    expect(new Set(revs).size).toBe(revs.length);
    expect(page.chats[saved]?.draft?.text).toMatch(/^draft/);
  });

  it("of a stranger's chat, and of none, are refused alike", async () => {
    const [eve] = await cast(platform, 'eve');
    for (const id of [chatId, randomUUID()]) {
      const answers = await Promise.all([
        setMarks(eve, id, { isPinned: true }),
        eve.ask('PUT', `/api/chats/${id}/draft`, { text: 'x' }),
        eve.ask('DELETE', `/api/chats/${id}/draft`),
        eve.ask('PUT', '/api/me/pinned-chats', { chatIds: [id] }),
      ]);
      for (const answer of answers)
        expect([answer.status, codeOf(answer)]).toEqual([404, 'messages.chat_not_found']);
    }
    expect(await query(platform, 'select 1 from chat_marks where user_id = $1', [eve.id])).toEqual([]);
  });

  it.each([
    { mutedUntil: 'tomorrow' },
    { level: 'some' },
    { isPinned: 1 },
    { folderIds: ['x'] },
    { folderIds: Array.from({ length: 51 }, () => randomUUID()) },
    { draft: 'x' },
  ])('%j is refused', async (body) => {
    expect((await setMarks(alice, chatId, body)).status).toBe(400);
  });
});

describe('what a device missed', () => {
  it('comes in pages that together are all of it', async () => {
    await query(
      platform,
      `insert into chat_marks (user_id, chat_id, rev) select $1, gen_random_uuid(), (at + 1) / 2 from generate_series(1, 1203) at`,
      [alice.id],
    );
    await query(platform, 'insert into user_revs (user_id, rev) values ($1, 602)', [alice.id]);
    const ids = new Set<string>();
    let page = await changes(alice, 0);
    let count = 1;
    for (; ; count++) {
      for (const id of Object.keys(page.chats)) ids.add(id);
      if (!page.hasMore) break;
      page = await changes(alice, page.rev);
    }
    expect([ids.size, page.rev, count]).toEqual([1203, 602, 3]);
  });
});
