import type { ChatPage, Group, PublicUser } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { cast, page, postMany } from './chat-tools.ts';

/** What is read through caches, on the whole platform: a read after a write sees it, a second read hits. */
let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
});
afterAll(() => platform?.stop());

const chatsOf = (user: TestUser) => user.get<ChatPage>('/api/chats');

async function groupOf(owner: TestUser, ...others: TestUser[]): Promise<string> {
  const answer = await owner.ask<Group>('POST', '/api/groups', {
    title: 'Team',
    memberIds: others.map(({ id }) => id),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.chatId;
}

test('history: each change of a message is in the next page', async () => {
  const [alice, ben] = await cast(platform, 'alice', 'ben');
  const chatId = await groupOf(alice, ben);
  const first = await alice.post(chatId, 'one');
  for (const reader of [alice, ben, ben])
    expect((await page(reader, chatId)).messages.at(-1)?.text).toBe('one');
  await alice.post(chatId, 'two');
  expect((await page(ben, chatId)).messages.at(-1)?.text).toBe('two');
  const path = `/api/chats/${chatId}/messages/${first.seq}`;
  expect((await alice.ask('PATCH', path, { text: 'one, edited' })).status).toBe(200);
  expect((await page(ben, chatId)).messages.find(({ seq }) => seq === first.seq)?.text).toBe('one, edited');
  // What one hides for herself is hidden from her alone, on the page that both share.
  const hidden = await ben.ask('POST', `/api/chats/${chatId}/messages/delete`, {
    seqs: [first.seq],
    for: 'me',
  });
  if (hidden.status < 300) {
    expect((await page(ben, chatId)).messages.find(({ seq }) => seq === first.seq)?.kind).toBe('hidden');
    expect((await page(alice, chatId)).messages.find(({ seq }) => seq === first.seq)?.kind).toBe('text');
  }
});

test('a removed member finds nothing, however warm the caches are', async () => {
  const [alice, ben, cleo] = await cast(platform, 'alice', 'ben', 'cleo');
  const chatId = await groupOf(alice, ben, cleo);
  await postMany(alice, chatId, 3);
  const doors = [`/api/chats/${chatId}/messages`, `/api/groups/${chatId}/members`, `/api/groups/${chatId}`];
  for (const door of [...doors, ...doors]) expect((await ben.ask('GET', door)).status).toBe(200);
  expect((await chatsOf(ben)).chats.map(({ id }) => id)).toContain(chatId);
  expect((await alice.ask('DELETE', `/api/groups/${chatId}/members/${ben.id}`)).status).toBeLessThan(300);
  for (const door of doors) expect((await ben.ask('GET', door)).status).toBe(404);
  expect((await chatsOf(ben)).chats.map(({ id }) => id)).not.toContain(chatId);
  const left = await cleo.get<{ members: { userId: string }[] }>(`/api/groups/${chatId}/members`);
  expect(left.members.map(({ userId }) => userId)).not.toContain(ben.id);
});

test('one group: each change of it, of its members and of my role is in the next read', async () => {
  const [alice, ben, cleo] = await cast(platform, 'alice', 'ben', 'cleo');
  const chatId = await groupOf(alice, ben);
  const path = `/api/groups/${chatId}`;
  const seenBy = (user: TestUser) => user.get<Group>(path);
  const succeed = async (user: TestUser, method: string, at: string, body?: unknown) =>
    expect((await user.ask(method, path + at, body)).status).toBeLessThan(300);
  for (const reader of [alice, ben, ben]) expect((await seenBy(reader)).title).toBe('Team');
  await succeed(alice, 'PATCH', '', { title: 'Crew', slowModeSeconds: 30 });
  expect(await seenBy(ben)).toMatchObject({ title: 'Crew', slowModeSeconds: 30, role: 'member' });
  await succeed(alice, 'POST', '/members', { userIds: [cleo.id] });
  expect(await seenBy(ben)).toMatchObject({ memberCount: 3, can: { moderate: false } });
  await succeed(alice, 'PUT', `/members/${ben.id}/role`, { role: 'admin' });
  expect(await seenBy(ben)).toMatchObject({ role: 'admin', can: { moderate: true, own: false } });
  // What one reads by her role is not what another gets by his.
  expect(await seenBy(cleo)).toMatchObject({ role: 'member', can: { moderate: false } });
  await succeed(ben, 'DELETE', `/members/${cleo.id}`);
  expect((await cleo.ask('GET', path)).status).toBe(404);
  expect((await seenBy(alice)).memberCount).toBe(2);
  await succeed(alice, 'DELETE', '');
  for (const reader of [alice, ben]) expect((await reader.ask('GET', path)).status).toBe(404);
});

test('lists of chats: a message and a read are in the next list', async () => {
  const [alice, ben] = await cast(platform, 'alice', 'ben');
  const chatId = await groupOf(alice, ben);
  const mine = async () => (await chatsOf(ben)).chats.find(({ id }) => id === chatId);
  await mine();
  const { seq } = await alice.post(chatId, 'news');
  expect((await mine())?.lastMessage?.text).toBe('news');
  const before = await mine();
  expect(before?.unreadCount).toBeGreaterThan(0);
  expect((await ben.ask('POST', `/api/chats/${chatId}/read`, { seq })).status).toBeLessThan(300);
  expect((await mine())?.unreadCount).toBe(0);
});

test('profiles: a new name is everywhere in the next read', async () => {
  const [alice, ben] = await cast(platform, 'alice', 'ben');
  const chatId = await groupOf(alice, ben);
  const nameIn = async (path: string) =>
    (await ben.get<{ users: PublicUser[] }>(path)).users.find(({ id }) => id === alice.id)?.displayName;
  const paths = [
    `/api/groups/${chatId}/members`,
    `/api/chats/${chatId}/messages`,
    `/api/users?ids=${alice.id}`,
  ];
  for (const path of [...paths, ...paths]) expect(await nameIn(path)).toBe('alice');
  expect((await alice.ask('PATCH', '/api/me', { displayName: 'Alice the second' })).status).toBe(200);
  for (const path of paths) expect(await nameIn(path)).toBe('Alice the second');
});

test('contacts, blocks and the directory follow their changes', async () => {
  const [alice, ben] = await cast(platform, 'alice', 'ben');
  const contacts = async () =>
    (await alice.get<{ contacts: { user: PublicUser }[] }>('/api/contacts')).contacts.map(
      ({ user }) => user.displayName,
    );
  const blocks = async () => (await alice.get<{ blocks: unknown[] }>('/api/blocks')).blocks.length;
  const newest = async () =>
    (await alice.get<{ users: PublicUser[] }>('/api/users?sort=-joined&limit=1')).users[0]?.id;
  expect([await contacts(), await blocks()]).toEqual([[], 0]);
  expect((await alice.ask('POST', '/api/contacts', { userId: ben.id })).status).toBeLessThan(300);
  expect((await ben.ask('POST', `/api/contacts/requests/${alice.id}/accept`)).status).toBeLessThan(300);
  expect(await contacts()).toEqual(['ben']);
  await ben.ask('PATCH', '/api/me', { displayName: 'Benjamin' });
  expect(await contacts()).toEqual(['Benjamin']);
  expect((await alice.ask('POST', '/api/blocks', { userId: ben.id })).status).toBeLessThan(300);
  expect([await contacts(), await blocks()]).toEqual([[], 1]);
  await newest();
  const cleo = await platform.user('cleo');
  expect(await newest()).toBe(cleo.id);
});
