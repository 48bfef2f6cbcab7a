import { randomUUID } from 'node:crypto';
import type { Chat, ChatPage } from '@bridges/contracts';
import { codeOf, startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, allChats, cast, chatOf, hold, page, query, range } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'gateway'],
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  [alice, bob, carol] = await cast(platform, 'alice', 'bob', 'carol');
});

const idsOf = (chats: readonly Chat[]) => chats.map(({ id }) => id);
const list = (user: TestUser, params = '') => user.get<ChatPage>(`/api/chats${params}`);
const openDirect = (user: TestUser, userId: string) =>
  user.ask<Chat>('POST', '/api/chats/direct', { userId });

describe('"Saved messages"', () => {
  it('is there from registration, without the list being asked for', async () => {
    await platform.settled();
    const rows = await query(platform, 'select kind from chats where user_low = $1', [alice.id]);
    expect(rows).toEqual([{ kind: 'saved' }]);
  });

  it('is one, also when the event of registration and many requests make it at once', async () => {
    const [eve] = await cast(platform, 'eve');
    const [pages, opened] = await Promise.all([
      Promise.all(range(1, 10).map(() => list(eve))),
      Promise.all(range(1, 10).map(() => openDirect(eve, eve.id))),
    ]);
    await platform.settled();
    const ids = [...pages.flatMap(({ chats }) => idsOf(chats)), ...opened.map(({ body }) => body.id)];
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(1);
    expect(pages[0]?.chats[0]).toMatchObject({ kind: 'saved', peerId: null, title: null, lastSeq: 0 });
  });

  it('that the list makes while a device is connected is heard on it', async () => {
    await platform.settled();
    await query(platform, 'delete from chats where user_low = $1', [alice.id]);
    using socket = await ChatSocket.open(alice);
    const [saved] = (await list(alice)).chats;
    expect(await socket.next(({ ev }) => ev === 'chat')).toMatchObject({ chat: { id: saved?.id } });
    await alice.post(saved?.id ?? '', 'Note to myself');
    await socket.message('Note to myself');
  });

  it('that the event of registration makes while a device is connected is heard on it', async () => {
    const letGo = await hold(platform, 'lock table inbox in exclusive mode');
    // Not as `cast` does it, which waits until all know her: messages may not yet.
    const eve = await TestUser.register(platform.url, 'eve');
    using socket = await ChatSocket.open(eve);
    await letGo();
    const heard = await socket.next(({ ev }) => ev === 'chat');
    expect(heard).toMatchObject({ chat: { kind: 'saved' } });
    await eve.post((heard['chat'] as Chat).id, 'Note to myself');
    await socket.message('Note to myself');
  });

  it('has nothing to read for its owner, and nobody else', async () => {
    const saved = await alice.openDirect(alice);
    await alice.post(saved.id, 'Note');
    expect(await chatOf(alice, saved.id)).toMatchObject({
      kind: 'saved',
      lastSeq: 1,
      readSeq: 1,
      unreadCount: 0,
      othersReadSeq: 0,
    });
    expect((await bob.ask('GET', `/api/chats/${saved.id}`)).status).toBe(404);
  });
});

describe('opening a direct chat', () => {
  it('answers 201 when it is new, then 200, to both', async () => {
    const answers = [
      await openDirect(alice, bob.id),
      await openDirect(alice, bob.id),
      await openDirect(bob, alice.id),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ body }) => body.peerId)).toEqual([bob.id, bob.id, alice.id]);
  });

  it('at once by both sides makes one', async () => {
    for (let round = 0; round < 5; round++) {
      const [dan, erin] = await cast(platform, 'dan', 'erin');
      const answers = await Promise.all(
        range(1, 8).map((at) => (at % 2 ? openDirect(dan, erin.id) : openDirect(erin, dan.id))),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    }
  });

  it('with nobody is refused', async () => {
    const answer = await openDirect(alice, randomUUID());
    expect([answer.status, codeOf(answer)]).toEqual([404, 'messages.user_not_found']);
  });

  it('shows it to the other side with its first message only, there and then', async () => {
    using bobs = await ChatSocket.open(bob);
    const { id } = await alice.openDirect(bob);
    expect(idsOf((await list(alice)).chats)).toContain(id);
    expect(idsOf((await list(bob)).chats)).not.toContain(id);
    expect((await bobs.resume(null, {})).chats.map(({ chat }) => chat.id)).not.toContain(id);
    await alice.post(id, 'Hello');
    await bobs.message('Hello');
    expect(await bobs.next(({ ev }) => ev === 'chat')).toMatchObject({ chat: { id, peerId: alice.id } });
    expect((await list(bob)).chats[0]).toMatchObject({ id, unreadCount: 1, lastMessage: { text: 'Hello' } });
  });
});

describe('the list of chats', () => {
  it('has the newest activity first, with last message, people and counts of each', async () => {
    const direct = await alice.openDirect(bob);
    const group = await TestGroup.of(platform, alice, bob, carol);
    await bob.post(direct.id, 'one');
    await carol.post(group.chatId, 'two');
    await bob.post(group.chatId, 'three');
    await bob.post(direct.id, 'four');
    const { chats, users, epoch, nextCursor } = await list(alice);
    expect(chats.map(({ kind }) => kind)).toEqual(['direct', 'group', 'saved']);
    expect(chats[0]).toMatchObject({
      peerId: bob.id,
      unreadCount: 2,
      readSeq: 0,
      lastSeq: 2,
      lastMessage: { text: 'four', seq: 2 },
    });
    expect(chats[1]).toMatchObject({ title: 'Team', role: 'owner', peerId: null, unreadCount: 2 });
    expect(chats[0]?.lastActivityAt).toBe(chats[0]?.lastMessage?.createdAt);
    expect(users.map(({ id }) => id)).toEqual([bob.id]);
    expect([nextCursor, epoch]).toEqual([null, (await list(bob)).epoch]);
    await carol.post(group.chatId, 'five');
    expect((await list(alice)).chats[0]?.id).toBe(group.chatId);
    expect((await list(alice)).chats[0]).toEqual(await chatOf(alice, group.chatId));
  });

  it('gives every chat once over its pages, also when some move while they are read', async () => {
    const groups: TestGroup[] = [];
    for (const _ of range(1, 11)) groups.push(await TestGroup.of(platform, alice, bob));
    // Equal times: the id decides.
    await query(platform, `update chats set last_activity_at = '2026-01-01' where id = any($1)`, [
      groups.slice(0, 5).map((group) => group.chatId),
    ]);
    const everything = new Set(idsOf((await list(alice, '?limit=100')).chats));
    expect(everything.size).toBe(12);
    for (const limit of [1, 2, 3, 5, 12]) {
      const paged = idsOf(await allChats(alice, limit));
      expect(paged).toHaveLength(12);
      expect(new Set(paged)).toEqual(everything);
      expect(paged).toEqual(idsOf(await allChats(alice, 100)));
    }
    const first = await list(alice, '?limit=4');
    const [moved] = first.chats.slice(2);
    await bob.post(moved?.id ?? '', 'To the top');
    const rest = await list(alice, `?limit=100&cursor=${first.nextCursor}`);
    expect(new Set([...idsOf(first.chats), ...idsOf(rest.chats)])).toEqual(everything);
    expect(idsOf(rest.chats)).toHaveLength(8);
  });

  it('takes no cursor of another list, of nobody, or made up', async () => {
    const group = await TestGroup.of(platform, alice, bob, carol);
    const other = await TestGroup.of(platform, alice, bob, carol);
    const ofMembers = (await alice.get<{ nextCursor: string }>(`/api/chats/${group.chatId}/members?limit=1`))
      .nextCursor;
    const ofChats = (await list(alice, '?limit=1')).nextCursor;
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const paths = [
      `/api/chats?cursor=${ofMembers}`,
      `/api/chats/${group.chatId}/members?cursor=${ofChats}`,
      `/api/chats/${other.chatId}/members?cursor=${ofMembers}`,
      ...[
        ['chats'],
        ['chats', 1, 2],
        ['chats', '2026-01-01T00:00:00Z', 'x'],
        ['chats', 'yesterday', randomUUID()],
        ['chats', '2026-02-30T00:00:00Z', randomUUID()],
        ['chats', '2026-01-01T00:00:00Z', randomUUID(), 1],
        { 0: 'chats' },
        'chats',
        null,
      ].map((value) => `/api/chats?cursor=${made(value)}`),
      `/api/chats?cursor=AAAA`,
    ];
    for (const path of paths) {
      const answer = await alice.ask('GET', path);
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 400, 'kit.bad_cursor']);
    }
    for (const year of ['0000', '0001', '9999']) {
      const answer = await alice.ask(
        'GET',
        `/api/chats?cursor=${made(['chats', `${year}-01-01T00:00:00Z`, randomUUID()])}`,
      );
      expect(answer.status).toBe(200);
    }
  });
});

describe('what others have read', () => {
  it('is the other side of a direct chat', async () => {
    const { id } = await alice.openDirect(bob);
    for (const text of ['1', '2', '3']) await alice.post(id, text);
    expect(await chatOf(alice, id)).toMatchObject({ readSeq: 3, othersReadSeq: 0, unreadCount: 0 });
    expect(await chatOf(bob, id)).toMatchObject({ readSeq: 0, othersReadSeq: 3, unreadCount: 3 });
    await bob.ask('POST', `/api/chats/${id}/read`, { seq: 2 });
    expect(await chatOf(alice, id)).toMatchObject({ othersReadSeq: 2 });
    await bob.post(id, '4');
    expect(await chatOf(alice, id)).toMatchObject({ readSeq: 3, othersReadSeq: 4, unreadCount: 1 });
    expect(await chatOf(bob, id)).toMatchObject({ readSeq: 4, othersReadSeq: 3, unreadCount: 0 });
  });
});

describe('members and the socket address', () => {
  it('lists members page by page, with names and read positions', async () => {
    const group = await TestGroup.of(platform, alice, bob, carol);
    await alice.post(group.chatId, 'x');
    const members: unknown[] = [];
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const next: { members: unknown[]; users: { id: string }[]; nextCursor: string | null } =
        await carol.get(`/api/chats/${group.chatId}/members?limit=2${cursor && `&cursor=${cursor}`}`);
      members.push(...next.members);
      names.push(...next.users.map(({ id }) => id));
      cursor = next.nextCursor;
    }
    const expected = [
      { userId: alice.id, role: 'owner', readSeq: 1 },
      { userId: bob.id, role: 'member', readSeq: 0 },
      { userId: carol.id, role: 'member', readSeq: 0 },
    ];
    expect(members).toEqual(expected.toSorted((one, other) => (one.userId < other.userId ? -1 : 1)));
    expect(names.toSorted()).toEqual(expected.map(({ userId }) => userId).toSorted());
  });

  it('names a room socket on which one can talk', async () => {
    const { id } = await alice.openDirect(bob);
    const { url } = await alice.get<{ url: string }>(`/api/chats/${id}/socket`);
    expect(url).toBe(`${platform.url.replace(/^http/, 'ws')}/ws/chat/${id}/`);
    const socket = new WebSocket(`${url}?token=${alice.access}`);
    const heard = new Promise<string>((resolve) =>
      socket.addEventListener('message', ({ data }) => resolve(String(data)), { once: true }),
    );
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    socket.send(JSON.stringify({ message: 'From the room' }));
    expect(JSON.parse(await heard)).toMatchObject({ user: alice.username, message: 'From the room' });
    socket.close();
    expect((await page(bob, id)).messages.at(-1)?.text).toBe('From the room');
  });
});
