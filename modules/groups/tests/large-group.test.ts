import type { Chat, chatMembers, Group, GroupMemberPage, Message } from '@bridges/contracts';
import { startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { z } from 'zod';
import { addMembers, createGroup, query, removeMember, setRole } from './group-tools.ts';
import { LiveSocket } from './live-socket.ts';

const size = 10_000;
type ChatMembers = z.infer<typeof chatMembers>;

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol] = (await Promise.all(['alice', 'bob', 'carol'].map((name) => platform.user(name)))) as [
    TestUser,
    TestUser,
    TestUser,
  ];
  group = await createGroup(alice, { memberIds: [bob.id] });
  await platform.settled();
  await seed(group.chatId, size - 2);
});
afterAll(() => platform.stop());

/** Members whom nobody else knows, in both copies, as if they had been added. */
async function seed(chatId: string, count: number): Promise<void> {
  const ids = `select overlay(overlay(md5('member ' || n) placing '4' from 13) placing 'a' from 17)::uuid as id, n
    from generate_series(1, ${count}) as n`;
  await query(
    platform,
    'groups',
    `insert into group_members (chat_id, user_id, role, joined_at)
      select $1, id, 'member', now() - interval '1 day' from (${ids}) as seeded`,
    [chatId],
  );
  await query(
    platform,
    'groups',
    `insert into people (user_id, search_text, text)
      select id, 'member number ' || n || chr(10) || 'member' || n, ' member number ' || n || ' member' || n || ' ' || chr(10)
      from (${ids}) as seeded`,
  );
  await query(platform, 'groups', 'update groups set member_count = member_count + $2 where chat_id = $1', [
    chatId,
    count,
  ]);
  await query(
    platform,
    'messages',
    `insert into chat_members (chat_id, user_id, role, joined_at)
      select $1, id, 'member', now() - interval '1 day' from (${ids}) as seeded`,
    [chatId],
  );
  for (const module of ['groups', 'messages'] as const) await query(platform, module, 'analyze');
}

const moved = (user: TestUser) => new TestUser(platform.url, user.me, user);

/** Rows of members that were read in both databases up to now. The server's connections tell when they end. */
async function membersRead(): Promise<number> {
  await platform.restart();
  [alice, bob, carol] = [moved(alice), moved(bob), moved(carol)];
  let read = 0;
  for (const [module, table] of [
    ['groups', 'group_members'],
    ['messages', 'chat_members'],
  ] as const) {
    const [row] = await query<{ count: string }>(
      platform,
      module,
      'select seq_tup_read + coalesce(idx_tup_fetch, 0) as count from pg_stat_user_tables where relname = $1',
      [table],
    );
    read += Number(row?.count);
  }
  return read;
}

const send = (user: TestUser, text: string) =>
  user.ask<Message>('POST', `/api/chats/${group.chatId}/messages`, { text });

describe('a group of 10,000', () => {
  it('opens, lists, takes messages and changes without reading its members', async () => {
    const before = await membersRead();
    const { chatId } = group;
    expect((await alice.get<Group>(`/api/groups/${chatId}`)).memberCount).toBe(size);
    await bob.get<Chat>(`/api/chats/${chatId}`);
    await bob.get(`/api/chats/${chatId}/messages`);
    const page = await bob.get<GroupMemberPage>(`/api/groups/${chatId}/members?limit=100`);
    const next = await bob.get<GroupMemberPage>(
      `/api/groups/${chatId}/members?limit=100&cursor=${page.nextCursor}`,
    );
    expect([page.members[0]?.userId, next.members.length]).toEqual([alice.id, 100]);
    // Who has read is told in small groups only.
    const told = await bob.get<ChatMembers>(`/api/chats/${chatId}/members?limit=100`);
    expect(new Set(told.members.map(({ readSeq }) => readSeq))).toEqual(new Set([null]));
    for (const user of [alice, bob]) expect((await send(user, 'Hello all')).status).toBe(201);
    await alice.ask('PATCH', `/api/groups/${chatId}`, { slowModeSeconds: 1 });
    expect((await addMembers(alice, chatId, [carol.id])).body.memberCount).toBe(size + 1);
    expect((await send(carol, 'I am new')).status).toBe(201);
    await setRole(alice, chatId, carol.id, 'owner');
    expect((await removeMember(alice, chatId, alice.id)).status).toBe(204);
    expect((await removeMember(carol, chatId, bob.id)).status).toBe(204);
    expect((await carol.get<Chat>(`/api/chats/${chatId}`)).group?.memberCount).toBe(size - 1);
    await platform.settled();
    // One look at all members would be ten thousand rows.
    expect((await membersRead()) - before).toBeLessThan(size / 5);
    await addMembers(carol, chatId, [alice.id, bob.id]);
    await setRole(carol, chatId, alice.id, 'owner');
    await removeMember(carol, chatId, carol.id);
  });

  it('tells one change by a number of events that its size has no part in', async () => {
    using bobs = await LiveSocket.open(bob);
    const publish = vi.spyOn(platform.bus, 'publish');
    await addMembers(alice, group.chatId, [carol.id]);
    await bobs.next((event) => event.ev === 'changed' && event.chat === group.chatId);
    await platform.settled();
    expect(publish.mock.calls.length).toBeGreaterThan(2);
    expect(publish.mock.calls.length).toBeLessThan(20);
    publish.mockClear();
    await removeMember(alice, group.chatId, carol.id);
    await platform.settled();
    expect(publish.mock.calls.length).toBeLessThan(20);
    publish.mockRestore();
  });

  it('is searched by name', async () => {
    const found = await bob.get<GroupMemberPage>(`/api/groups/${group.chatId}/members?search=number%209876`);
    expect(found.members).toHaveLength(1);
    const many = await bob.get<GroupMemberPage>(`/api/groups/${group.chatId}/members?search=member99`);
    expect(many.members).toHaveLength(50);
  });

  it('is deleted by one event', async () => {
    using bobs = await LiveSocket.open(bob);
    const publish = vi.spyOn(platform.bus, 'publish');
    expect((await alice.ask('DELETE', `/api/groups/${group.chatId}`)).status).toBe(204);
    await bobs.next((event) => event.ev === 'chatGone');
    expect(publish.mock.calls.length).toBeLessThan(20);
    publish.mockRestore();
  });
});
