import { randomUUID } from 'node:crypto';
import type { ChatMarks, ChatMarksPage, ChatPage, Folder } from '@bridges/contracts';
import { limits, noMarks } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, chatOf, query, range } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
  await bob.post(chatId, 'Hello');
});

const forEver = '9999-12-31T23:59:59.999Z';
const setMarks = (user: TestUser, id: string, body: unknown) =>
  user.ask<ChatMarks>('PATCH', `/api/chats/${id}/marks`, body);
const changes = (user: TestUser, after: number) =>
  user.get<ChatMarksPage>(`/api/me/chat-marks?after=${after}`);
const list = (user: TestUser, params = '') => user.get<ChatPage>(`/api/chats${params}`);
const idsOf = (page: ChatPage) => page.chats.map(({ id }) => id);
const marksEvent = (socket: ChatSocket, rev: number) =>
  socket.next((frame) => frame['ev'] === 'chatMarks' && frame['rev'] === rev);

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
    const since = Date.now();
    const { body: marks } = await setMarks(alice, chatId, { isMarkedUnread: true });
    expect(await marksEvent(phone, 1)).toEqual({
      ev: 'chatMarks',
      after: 0,
      rev: 1,
      chats: { [chatId]: marks },
    });
    expect(Date.now() - since).toBeLessThan(1000);
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

describe('pinned chats', () => {
  it('stand first, the last pinned on top, then in the order I gave', async () => {
    const groups = [];
    for (const _ of range(1, 4)) groups.push((await TestGroup.of(platform, alice, bob)).chatId);
    const [one = '', two = '', three = ''] = groups;
    await setMarks(alice, one, { isPinned: true });
    await setMarks(alice, two, { isPinned: true });
    const saved = (await alice.openDirect(alice)).id;
    const byActivity = [groups[3], three, chatId, saved];
    expect(idsOf(await list(alice))).toEqual([two, one, ...byActivity]);
    using phone = await ChatSocket.open(alice);
    const put = await alice.ask('PUT', '/api/me/pinned-chats', { chatIds: [three, two] });
    expect(put.status).toBe(204);
    expect(idsOf(await list(alice))).toEqual([three, two, groups[3], one, chatId, saved]);
    const told = await marksEvent(phone, 3);
    expect(told['chats']).toMatchObject({
      [one]: { pinOrder: null, rev: 3 },
      [two]: { pinOrder: 1, rev: 3 },
      [three]: { pinOrder: 0, rev: 3 },
    });
    await alice.ask('PUT', '/api/me/pinned-chats', { chatIds: [three, two] });
    expect((await changes(alice, 0)).rev).toBe(3);
  });

  it('lead the first page beyond its limit; every chat comes once over the pages', async () => {
    const groups = [];
    for (const _ of range(1, 5)) groups.push((await TestGroup.of(platform, alice, bob)).chatId);
    await alice.ask('PUT', '/api/me/pinned-chats', { chatIds: groups.slice(0, 3) });
    const ids: string[] = [];
    let cursor: string | null = '';
    for (let at = 0; cursor !== null; at++) {
      const page: ChatPage = await list(alice, `?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.chats.length).toBeLessThanOrEqual(at === 0 ? 5 : 2);
      ids.push(...idsOf(page));
      cursor = page.nextCursor;
    }
    expect(ids.slice(0, 3)).toEqual(groups.slice(0, 3));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(7);
  });

  it('are fifty at most', async () => {
    const ids = range(1, limits.pinnedChats).map(() => randomUUID());
    for (const [at, id] of ids.entries()) {
      await query(
        platform,
        `insert into chats (id, kind, created_at, last_activity_at) values ($1, 'group', now(), now())`,
        [id],
      );
      await query(
        platform,
        `insert into chat_members (chat_id, user_id, role, joined_at) values ($1, $2, 'member', now())`,
        [id, alice.id],
      );
      await query(
        platform,
        `insert into chat_marks (chat_id, user_id, pin_order, rev) values ($1, $2, $3, 1)`,
        [id, alice.id, at],
      );
    }
    const answer = await setMarks(alice, chatId, { isPinned: true });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'messages.too_many_pinned']);
    await setMarks(alice, ids[0] ?? '', { isPinned: false });
    expect((await setMarks(alice, chatId, { isPinned: true })).status).toBe(200);
  });
});

describe('the archive', () => {
  const isListed = async (params: string) => idsOf(await list(alice, params)).includes(chatId);

  it('gives a chat back with a new message, but keeps a muted one', async () => {
    await setMarks(alice, chatId, { isArchived: true });
    expect([await isListed('?archived=false'), await isListed('?archived=true')]).toEqual([false, true]);
    expect(await isListed('')).toBe(true);
    await bob.post(chatId, 'Are you there?');
    expect([await isListed('?archived=false'), await isListed('?archived=true')]).toEqual([true, false]);
    await setMarks(alice, chatId, { isArchived: true, mutedUntil: forEver });
    await bob.post(chatId, 'Hey!');
    expect([await isListed('?archived=false'), await isListed('?archived=true')]).toEqual([false, true]);
    expect((await setMarks(alice, chatId, { isArchived: false })).body).toMatchObject({
      isArchived: false,
      archivedSeq: 0,
    });
    expect(await isListed('?archived=false')).toBe(true);
  });

  it('does not take back a chat that came out of it and is muted now', async () => {
    await setMarks(alice, chatId, { isArchived: true });
    await bob.post(chatId, 'out');
    const { body } = await setMarks(alice, chatId, { mutedUntil: forEver });
    expect(body.isArchived).toBe(false);
    expect(await isListed('?archived=false')).toBe(true);
  });

  it('keeps a chat whose mute is over only as long as nothing was said', async () => {
    await setMarks(alice, chatId, { isArchived: true, mutedUntil: '2026-01-01T00:00:00.000Z' });
    expect(await isListed('?archived=true')).toBe(true);
    await bob.post(chatId, 'out');
    expect(await isListed('?archived=true')).toBe(false);
  });
});

describe('lists by what is in them', () => {
  it('are the unread and the marked as unread, until more is read', async () => {
    expect(idsOf(await list(alice, '?unread=true'))).toEqual([chatId]);
    await alice.ask('POST', `/api/chats/${chatId}/read`, { seq: 1 });
    expect(idsOf(await list(alice, '?unread=true'))).toEqual([]);
    await setMarks(alice, chatId, { isMarkedUnread: true });
    expect(idsOf(await list(alice, '?unread=true'))).toEqual([chatId]);
    await alice.post(chatId, 'mine');
    expect(idsOf(await list(alice, '?unread=true'))).toEqual([]);
    expect(idsOf(await list(alice, '?unread=false'))).toContain(chatId);
    expect((await chatOf(alice, chatId)).marks).toMatchObject({ isMarkedUnread: true, markedReadSeq: 1 });
  });

  it('are those where unread messages mention me', async () => {
    const { chatId: other } = await TestGroup.of(platform, alice, bob);
    await bob.post(other, `@${alice.username} look`);
    await platform.settled();
    await expect.poll(async () => idsOf(await list(alice, '?mentions=true'))).toEqual([other]);
    expect(idsOf(await list(alice, '?mentions=false'))).toContain(chatId);
    await alice.ask('POST', `/api/chats/${other}/read`, { seq: 1 });
    expect(idsOf(await list(alice, '?mentions=true'))).toEqual([]);
  });

  it('refuse the cursor of another list, and what is no flag', async () => {
    await TestGroup.of(platform, alice, bob);
    const { nextCursor } = await list(alice, '?limit=1');
    const answer = await alice.ask('GET', `/api/chats?archived=false&cursor=${nextCursor}`);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'kit.bad_cursor']);
    expect((await alice.ask('GET', '/api/chats?unread=1')).status).toBe(400);
    expect((await alice.ask('GET', '/api/chats?folder=x')).status).toBe(400);
  });
});

describe('folders', () => {
  const create = (user: TestUser, name: string) => user.ask<Folder>('POST', '/api/folders', { name });
  const folders = async (user: TestUser) =>
    (await user.get<{ folders: Folder[] }>('/api/folders')).folders.map(({ name }) => name);

  it('hold chats, are renamed, ordered and deleted, on all devices', async () => {
    using phone = await ChatSocket.open(alice);
    const { body: work } = await create(alice, 'Work');
    const { body: home } = await create(alice, '  Ho\u202eme ');
    expect(await marksEvent(phone, 2)).toMatchObject({ after: 1, chats: {}, folders: [work, home] });
    expect(home).toMatchObject({ name: 'Ho me', order: 1 });
    await setMarks(alice, chatId, { folderIds: [work.id, work.id] });
    expect((await chatOf(alice, chatId)).marks.folderIds).toEqual([work.id]);
    expect(idsOf(await list(alice, `?folder=${work.id}`))).toEqual([chatId]);
    expect(idsOf(await list(alice, `?folder=${home.id}`))).toEqual([]);
    expect((await alice.ask('PATCH', `/api/folders/${home.id}`, { name: 'Дом' })).status).toBe(200);
    expect((await alice.ask('PUT', '/api/folders', { folderIds: [home.id, work.id] })).status).toBe(200);
    expect(await folders(alice)).toEqual(['Дом', 'Work']);
    expect((await alice.ask('DELETE', `/api/folders/${work.id}`)).status).toBe(204);
    expect(await marksEvent(phone, 6)).toMatchObject({ folders: [{ name: 'Дом' }] });
    expect(await folders(alice)).toEqual(['Дом']);
    expect((await changes(alice, 0)).folders).toMatchObject([{ name: 'Дом', order: 0 }]);
  });

  it('of others are not there', async () => {
    const { body: hers } = await create(alice, 'Work');
    for (const id of [hers.id, randomUUID()]) {
      const answers = await Promise.all([
        bob.ask('PATCH', `/api/folders/${id}`, { name: 'Mine' }),
        bob.ask('DELETE', `/api/folders/${id}`),
        bob.ask('PUT', '/api/folders', { folderIds: [id] }),
        setMarks(bob, chatId, { folderIds: [id] }),
      ]);
      for (const answer of answers)
        expect([answer.status, codeOf(answer)]).toEqual([404, 'messages.folder_not_found']);
    }
    expect(idsOf(await list(bob, `?folder=${hers.id}`))).toEqual([]);
    expect(await folders(alice)).toEqual(['Work']);
    expect((await changes(bob, 0)).rev).toBe(0);
  });

  it('are fifty at most, also made at the same time', async () => {
    const made = await Promise.all(range(1, limits.folders + 5).map((at) => create(alice, `F${at}`)));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(limits.folders);
    const refused = made.find(({ status }) => status !== 201);
    expect(refused && codeOf(refused)).toBe('messages.too_many_folders');
    expect((await create(bob, '')).status).toBe(400);
    expect((await create(bob, 'x'.repeat(33))).status).toBe(400);
  });
});

describe('drafts', () => {
  const save = (body: unknown) => alice.ask<ChatMarks>('PUT', `/api/chats/${chatId}/draft`, body);

  it('are the last one saved, on every device, until an empty one', async () => {
    using phone = await ChatSocket.open(alice);
    await save({ text: 'Dear' });
    const { body } = await save({ text: 'Dear Bob', replyTo: { seq: 1, quote: 'Hello' } });
    expect(body.draft).toMatchObject({ text: 'Dear Bob', replyTo: { seq: 1, quote: 'Hello' } });
    expect((await marksEvent(phone, 2))['chats']).toEqual({ [chatId]: body });
    expect((await save({ text: 'Dear Bob', replyTo: { seq: 1, quote: 'Hello' } })).body).toEqual(body);
    expect((await save({ text: '' })).body).toMatchObject({ draft: null, rev: 3 });
    await save({ text: 'again' });
    expect((await alice.ask('DELETE', `/api/chats/${chatId}/draft`)).status).toBe(204);
    expect((await chatOf(alice, chatId)).marks.draft).toBeNull();
    expect((await chatOf(bob, chatId)).marks.draft).toBeNull();
  });

  it.each([
    { text: 'x'.repeat(4097) },
    { text: 'a\0b' },
    {},
    { text: 'x', seq: 1 },
    { text: 'x', replyTo: { seq: 0 } },
  ])('%j is refused', async (body) => expect((await save(body)).status).toBe(400));
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
