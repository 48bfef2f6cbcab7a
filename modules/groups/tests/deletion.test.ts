import { randomUUID } from 'node:crypto';
import type { Group, GroupPage, Message } from '@bridges/contracts';
import { MessagesService } from '@bridges/contracts/proto';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createGroup, query, setRole, withoutMessages } from './group-tools.ts';
import { LiveSocket } from './live-socket.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
/** Alice owns it, Bob is an admin, Carol a member. */
let group: Group;
let handle: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol] = (await Promise.all(['alice', 'bob', 'carol'].map((name) => platform.user(name)))) as [
    TestUser,
    TestUser,
    TestUser,
  ];
});
afterAll(() => platform.stop());
beforeEach(async () => {
  handle = `gone-${randomUUID().slice(0, 8)}`;
  group = await createGroup(alice, { handle, isPublic: true, memberIds: [bob.id, carol.id] });
  await setRole(alice, group.chatId, bob.id, 'admin');
  await bob.post(group.chatId, `The end of ${handle}`);
});

const remove = (actor: TestUser) => actor.ask('DELETE', `/api/groups/${group.chatId}`);

describe('DELETE /api/groups/{id}', () => {
  it('is for owners', async () => {
    for (const actor of [bob, carol]) {
      const answer = await remove(actor);
      expect([answer.status, codeOf(answer)]).toEqual([403, 'groups.not_allowed']);
    }
    expect((await remove(await platform.user('dan'))).status).toBe(404);
    expect((await carol.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(200);
  });

  it('takes it from everybody: every route, search, resume and open sockets', async () => {
    using bobs = await LiveSocket.open(bob);
    using carols = await LiveSocket.open(carol);
    expect((await remove(alice)).status).toBe(204);
    for (const socket of [bobs, carols]) {
      await socket.next((event) => event.ev === 'chatGone' && event.chat === group.chatId);
    }
    const { chatId } = group;
    const routes: [string, string, unknown?][] = [
      ['GET', `/api/groups/${chatId}`],
      ['PATCH', `/api/groups/${chatId}`, { title: 'x' }],
      ['DELETE', `/api/groups/${chatId}`],
      ['GET', `/api/groups/${chatId}/members`],
      ['POST', `/api/groups/${chatId}/members`, { userIds: [carol.id] }],
      ['POST', `/api/groups/${chatId}/join`],
      ['POST', '/api/groups/join', { handle }],
      ['GET', `/api/groups/${chatId}/bans`],
      ['GET', `/api/groups/by-handle/${handle}`],
      ['GET', `/api/chats/${chatId}`],
      ['GET', `/api/chats/${chatId}/messages`],
      ['GET', `/api/chats/${chatId}/members`],
      ['GET', `/api/chats/${chatId}/changes?after=0`],
      ['POST', `/api/chats/${chatId}/messages`, { text: 'late' }],
      ['POST', `/api/chats/${chatId}/read`, { seq: 1 }],
    ];
    for (const user of [alice, bob, carol]) {
      for (const [method, path, body] of routes) {
        expect([method, path, (await user.ask(method, path, body)).status]).toEqual([method, path, 404]);
      }
      const found = await user.get<GroupPage>(`/api/groups?search=${handle}`);
      expect(found.groups).toEqual([]);
      const { chats } = await user.get<{ chats: { id: string }[] }>('/api/chats');
      expect(chats.map(({ id }) => id)).not.toContain(chatId);
    }
    const { replyJson } = await platform.rpc
      .client(MessagesService)
      .resume({ userId: carol.id, epoch: '', seqs: { [chatId]: 1 }, revs: {} });
    expect(new TextDecoder().decode(replyJson)).not.toContain(handle);
  });

  it('closes its room sockets, which never showed but what was said', async () => {
    const address = `${platform.url.replace(/^http/, 'ws')}/ws/chat/${handle}/?token=${carol.access}`;
    const room = new WebSocket(address);
    const shown: string[] = [];
    room.addEventListener('message', ({ data }) => shown.push(String(data)));
    const closed = new Promise<number>((resolve) =>
      room.addEventListener('close', ({ code }) => resolve(code)),
    );
    await new Promise((resolve) => room.addEventListener('open', resolve));
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { title: 'Another' });
    await alice.post(group.chatId, 'The last word');
    await vi.waitFor(() => expect(shown).toHaveLength(1), { timeout: 40_000 });
    expect(shown[0]).toContain('The last word');
    await remove(alice);
    expect(await closed).toBe(4506);
    expect(shown).toHaveLength(1);
  });

  it('may be repeated while it is not in force, and is not acknowledged before', async () => {
    await withoutMessages(platform, async () => {
      for (let time = 0; time < 2; time++) expect((await remove(alice)).status).toBe(503);
    });
    expect((await remove(alice)).status).toBe(204);
    expect((await carol.ask('GET', `/api/chats/${group.chatId}/messages`)).status).toBe(404);
  });

  it('arrives by event alone', async () => {
    await withoutMessages(platform, () => remove(alice));
    await platform.settled();
    expect((await carol.ask('GET', `/api/chats/${group.chatId}/messages`)).status).toBe(404);
    // The first repeat finds what was not confirmed yet, and delivers it.
    expect((await remove(alice)).status).toBe(204);
    expect((await remove(alice)).status).toBe(404);
  });

  it('frees the handle', async () => {
    await remove(alice);
    const next = await createGroup(bob, { handle });
    expect((await bob.get<Group>(`/api/groups/by-handle/${handle}`)).chatId).toBe(next.chatId);
  });

  it('comes before or after a message, never between its acknowledgement and its storing', async () => {
    for (let round = 0; round < 8; round++) {
      const contested = await createGroup(alice, { memberIds: [bob.id] });
      const sends = Array.from({ length: 12 }, (_none, at) =>
        bob.ask<Message>('POST', `/api/chats/${contested.chatId}/messages`, { text: `${at}` }),
      );
      const [deleted, ...answers] = await Promise.all([
        alice.ask('DELETE', `/api/groups/${contested.chatId}`),
        ...sends,
      ]);
      expect(deleted?.status).toBe(204);
      const stored = answers.filter(({ status }) => status === 201).map(({ body }) => body.seq);
      expect(answers.every(({ status }) => status === 201 || status === 404)).toBe(true);
      const rows = await query<{ seq: string }>(
        platform,
        'messages',
        `select seq from messages where chat_id = $1 and kind = 'text' order by seq`,
        [contested.chatId],
      );
      expect(rows.map(({ seq }) => Number(seq))).toEqual(stored.toSorted((one, other) => one - other));
      expect((await bob.ask('POST', `/api/chats/${contested.chatId}/messages`, { text: 'x' })).status).toBe(
        404,
      );
    }
  });

  it('purges what was said, and nothing else', async () => {
    const other = await createGroup(alice, { memberIds: [bob.id] });
    await alice.post(group.chatId, `@${bob.username} and everybody`);
    await platform.settled();
    const mentions = () =>
      query(platform, 'messages', 'select user_id from mentions where chat_id = $1', [group.chatId]);
    expect(await mentions()).toHaveLength(1);
    await remove(alice);
    await platform.settled();
    await query(platform, 'messages', `select graphile_worker.add_job('purge-deleted-chats')`);
    await platform.settled();
    const rows = await query<{ chatId: string }>(
      platform,
      'messages',
      `select distinct chat_id as "chatId" from messages where chat_id = any($1)`,
      [[group.chatId, other.chatId]],
    );
    expect(rows).toEqual([{ chatId: other.chatId }]);
    expect(await mentions()).toEqual([]);
    const [chat] = await query(
      platform,
      'messages',
      'select title, handle, group_info, purged_at is not null as "isPurged" from chats where id = $1',
      [group.chatId],
    );
    expect(chat).toEqual({ title: '', handle: null, group_info: null, isPurged: true });
  });
});
