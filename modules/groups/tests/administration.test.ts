import { randomUUID } from 'node:crypto';
import type { AdminActList, AdminChats, AdminGroupDetails, AdminGroupsPage, Group } from '@bridges/contracts';
import { ask, codeOf, startTestPlatform, TestUser, testPassword } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { chatMembers, createGroup, historyOf } from './group-tools.ts';
import { LiveSocket } from './live-socket.ts';

const serviceSecret = `bsk_${'a'.repeat(40)}`;
let platform: TestPlatform;
let root: TestUser;
let olga: TestUser;
let boris: TestUser;
/** Private; Olga owns it, Boris is a member. */
let group: Group;
let title: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: {
      ADMIN_EMAIL: 'root@example.org',
      ADMIN_PASSWORD: testPassword,
      SERVICE_KEYS: `shop:${serviceSecret}`,
    },
  });
  root = await TestUser.signIn(platform.url, 'admin');
});
afterAll(() => platform?.stop());
beforeEach(async () => {
  [olga, boris] = [await platform.user('olga'), await platform.user('boris')];
  title = `Отдел ${randomUUID().slice(0, 8)}`;
  group = await createGroup(olga, { title, memberIds: [boris.id] });
});

const list = (query: string) => root.get<AdminGroupsPage>(`/api/admin/groups?${query}`);
const details = () => root.get<AdminGroupDetails>(`/api/admin/groups/${group.chatId}`);
const close = (user: TestUser) =>
  root.ask('POST', `/api/admin/users/${user.id}/deactivate`, { reason: 'Left the company' });
const setOwner = (userId: string) =>
  root.ask('POST', `/api/admin/groups/${group.chatId}/owner`, { userId, reason: 'Its owner has left' });
const acts = async () =>
  (await root.get<AdminActList>(`/api/admin/acts/groups?objectId=${group.chatId}`)).acts;

test('administrators find every group, and read nothing in it', async () => {
  await boris.post(group.chatId, 'Between us');
  const found = await list(`search=${encodeURIComponent(title)}`);
  expect(found.groups).toMatchObject([{ chatId: group.chatId, title, isPublic: false, memberCount: 2 }]);
  expect((await list(`search=${encodeURIComponent(title)}&kind=public`)).groups).toEqual([]);
  expect((await list(`memberId=${boris.id}`)).groups).toMatchObject([{ chatId: group.chatId }]);
  expect(await details()).toMatchObject({
    group: { title },
    settings: { joinRule: 'invite', postRole: 'member' },
    owners: [{ id: olga.id }],
    isOfService: false,
    canSetOwner: false,
  });
  const { chats } = await root.get<AdminChats>(`/api/admin/chats?ids=${group.chatId},${randomUUID()}`);
  const messages = (await historyOf(boris, group.chatId)).at(-1)?.seq;
  expect(chats).toEqual([{ chatId: group.chatId, messages, lastActivityAt: expect.any(String) }]);
  for (const path of [`/api/chats/${group.chatId}`, `/api/chats/${group.chatId}/messages`])
    expect((await root.ask('GET', path)).status).toBe(404);
});

test('lists of groups are turned page by page in every order', async () => {
  await createGroup(olga, { title: 'Another' });
  for (const sort of ['title', '-title', 'created', '-created']) {
    const whole = (await list(`sort=${sort}&limit=100`)).groups.map(({ chatId }) => chatId);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: AdminGroupsPage = await list(`sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.groups.map(({ chatId }) => chatId));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
  }
});

test('a group is handed over only when its owner’s account is closed', async () => {
  expect(codeOf(await setOwner(boris.id))).toBe('groups.owner_is_active');
  expect((await close(olga)).status).toBe(204);
  expect(await details()).toMatchObject({ owners: [{ isDeactivated: true }], canSetOwner: true });
  expect(codeOf(await setOwner(root.id))).toBe('groups.no_such_member');
  expect(codeOf(await setOwner(olga.id))).toBe('groups.member_deactivated');
  expect((await setOwner(boris.id)).status).toBe(204);
  expect(await chatMembers(boris, group.chatId)).toEqual(
    new Map([
      [boris.id, 'owner'],
      [olga.id, 'admin'],
    ]),
  );
  expect((await historyOf(boris, group.chatId)).at(-1)).toMatchObject({ senderId: root.id, kind: 'system' });
  expect(codeOf(await setOwner(boris.id))).toBe('groups.owner_is_active');
  expect(await acts()).toMatchObject([
    { adminId: root.id, act: 'group_owner_set', object: title, reason: 'Its owner has left' },
  ]);
});

test('a group is deleted for all, once, with the reason', async () => {
  using socket = await LiveSocket.open(boris);
  const remove = (reason: string) => root.ask('POST', `/api/admin/groups/${group.chatId}/delete`, { reason });
  expect((await remove(' ')).status).toBe(400);
  expect((await remove('Spam')).status).toBe(204);
  await socket.next((event) => event.ev === 'chatGone' && event.chat === group.chatId);
  expect((await olga.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(404);
  expect((await remove('Once more')).status).toBe(404);
  expect((await list(`state=deleted&limit=100`)).groups).toEqual(
    expect.arrayContaining([expect.objectContaining({ chatId: group.chatId, title: '', memberCount: 0 })]),
  );
  expect(await acts()).toMatchObject([{ act: 'group_deleted', object: title, reason: 'Spam' }]);
});

test('a chat about a thing is its service’s, not the administrators’', async () => {
  const put = await ask<{ chatId: string }>(
    platform.url,
    'PUT',
    `/api/contexts/order/${randomUUID().slice(0, 8)}`,
    { card: { title: 'Order' }, members: [{ userId: olga.id }, { userId: boris.id }] },
    serviceSecret,
  );
  group = { ...group, chatId: put.body.chatId };
  expect(await details()).toMatchObject({ isOfService: true, canSetOwner: false });
  for (const answer of [
    await setOwner(boris.id),
    await root.ask('POST', `/api/admin/groups/${group.chatId}/delete`, { reason: 'Spam' }),
  ])
    expect(codeOf(answer)).toBe('groups.named_by_context');
});

test('somebody deactivated stays in the group and in its history, shown as such', async () => {
  await boris.post(group.chatId, 'I was here');
  await close(boris);
  const { users } = await olga.get<{ users: { id: string; isDeactivated?: boolean }[] }>(
    `/api/chats/${group.chatId}/messages`,
  );
  expect(users.find(({ id }) => id === boris.id)).toMatchObject({ isDeactivated: true });
  expect((await historyOf(olga, group.chatId)).at(-1)?.text).toBe('I was here');
  expect((await olga.get<{ isDeactivated?: boolean }>(`/api/users/${boris.id}`)).isDeactivated).toBe(true);
  const added = await olga.ask<{ refused: unknown[] }>('POST', '/api/groups', {
    title: 'Next',
    memberIds: [boris.id],
  });
  expect(added.body.refused).toHaveLength(1);
});
