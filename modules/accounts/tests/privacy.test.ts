import { randomUUID } from 'node:crypto';
import type { Privacy, PublicUser, UserPage } from '@bridges/contracts';
import { AccountsService } from '@bridges/contracts/proto';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { startTestPlatform } from '@bridges/dev-env';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import {
  block,
  blocksOf,
  choose,
  contactsOf,
  isListed,
  madeContacts,
  relationTo,
  request,
  requestsOf,
  unblock,
} from './people-tools.ts';
import { codeOf } from './world.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
});
afterAll(() => platform?.stop());
beforeEach(async () => {
  [alice, bob, carol] = await Promise.all([
    platform.user('alice'),
    platform.user('bob'),
    platform.user('carol'),
  ]);
});

const lastSeen = async (viewer: TestUser, user: TestUser) => {
  const [byId, one, { users }] = await Promise.all([
    viewer.get<UserPage>(`/api/users?ids=${user.id}`),
    viewer.get<PublicUser>(`/api/users/${user.id}`),
    viewer.get<UserPage>(`/api/users?search=${user.username}`),
  ]);
  const { users: rpc } = await platform.rpc
    .client(AccountsService)
    .getUsers({ ids: [user.id], viewerId: viewer.id });
  const shown = [
    byId.users[0]?.lastSeenAt,
    one.lastSeenAt,
    ...users.map((entry) => entry.lastSeenAt),
    rpc[0]?.lastSeenAtMs || null,
  ];
  return shown.map((at) => at !== null);
};

test('everything is open at first, and changes choice by choice', async () => {
  const open: Privacy = {
    whoCanWrite: 'everyone',
    whoCanSeeLastSeen: 'everyone',
    whoCanAddToGroups: 'everyone',
    whoCanFindMe: 'everyone',
  };
  expect(await alice.get('/api/me/privacy')).toEqual(open);
  expect((await choose(alice, { whoCanWrite: 'contacts' })).body).toEqual({
    ...open,
    whoCanWrite: 'contacts',
  });
  expect((await choose(alice, {})).body).toEqual({ ...open, whoCanWrite: 'contacts' });
  expect((await alice.ask('PATCH', '/api/me/privacy', { whoCanWrite: 'friends' })).status).toBe(400);
  expect((await alice.ask('PATCH', '/api/me/privacy', { whoCanFly: 'nobody' })).status).toBe(400);
});

test('the last activity is shown to whom she chose, on every route', async () => {
  await madeContacts(alice, bob);
  expect(await lastSeen(carol, alice)).toEqual([true, true, true, true]);
  await choose(alice, { whoCanSeeLastSeen: 'contacts' });
  expect(await lastSeen(bob, alice)).toEqual([true, true, true, true]);
  expect(await lastSeen(carol, alice)).toEqual([false, false, false, false]);
  await choose(alice, { whoCanSeeLastSeen: 'nobody' });
  expect(await lastSeen(bob, alice)).toEqual([false, false, false, false]);
  expect(await lastSeen(alice, alice)).toEqual([true, true, true, true]);
});

test('without a viewer, other modules are told of nobody when she was last here', async () => {
  const { users } = await platform.rpc.client(AccountsService).getUsers({ ids: [alice.id] });
  expect(users[0]?.lastSeenAtMs).toBe(0);
});

test('the order by last activity does not tell it either', async () => {
  await choose(alice, { whoCanSeeLastSeen: 'nobody' });
  const { users } = await bob.get<UserPage>('/api/users?sort=-lastSeen&limit=100');
  const hiddenAt = users.findIndex(({ id }) => id === alice.id);
  expect(users.slice(hiddenAt).every(({ lastSeenAt }) => lastSeenAt === null)).toBe(true);
});

test('who does not want to be found is in no directory, and there only for who has to do with her', async () => {
  await choose(alice, { whoCanFindMe: 'contacts' });
  expect(await isListed(bob, alice)).toBe(false);
  expect((await bob.ask('GET', `/api/users/${alice.id}`)).body).toMatchObject({
    error: { code: 'accounts.user_not_found' },
  });
  expect((await bob.get<UserPage>(`/api/users?ids=${alice.id},${bob.id}`)).users.map(({ id }) => id)).toEqual(
    [bob.id],
  );
  expect(codeOf(await request(bob, alice))).toBe('accounts.user_not_found');
  expect(codeOf(await block(bob, alice))).toBe('accounts.user_not_found');
  expect((await bob.ask('GET', `/api/contacts/${alice.id}`)).status).toBe(404);

  // She asks him: now he may know who that is.
  await request(alice, bob);
  expect((await bob.get<PublicUser>(`/api/users/${alice.id}`)).displayName).toBe('alice');
  expect(await isListed(bob, alice)).toBe(false);
  await request(bob, alice);
  expect(await isListed(bob, alice)).toBe(true);
  await choose(alice, { whoCanFindMe: 'nobody' });
  expect(await isListed(bob, alice)).toBe(false);
  expect(await contactsOf(bob)).toEqual([alice.id]);
  expect(await isListed(alice, alice)).toBe(true);
});

test('somebody hidden whom I share a chat with keeps her name', async () => {
  await alice.openDirect(carol);
  await choose(alice, { whoCanFindMe: 'nobody', whoCanSeeLastSeen: 'nobody' });
  expect(await carol.get<PublicUser>(`/api/users/${alice.id}`)).toMatchObject({
    displayName: 'alice',
    lastSeenAt: null,
  });
  expect((await bob.ask('GET', `/api/users/${alice.id}`)).status).toBe(404);
});

test('when messages can not tell, nobody hidden is shown', async () => {
  await choose(alice, { whoCanFindMe: 'nobody' });
  const client = new pg.Client({ connectionString: platform.databaseUrl('messages') });
  await client.connect();
  try {
    await client.query('alter table chat_members rename to away');
    for (const path of [
      `/api/users/${alice.id}`,
      `/api/users?ids=${alice.id}`,
      `/api/contacts/${alice.id}`,
    ]) {
      expect((await bob.ask('GET', path)).status, path).toBeGreaterThanOrEqual(500);
    }
    expect((await bob.ask('GET', `/api/users/${carol.id}`)).status).toBe(200);
  } finally {
    await client.query('alter table away rename to chat_members');
    await client.end();
  }
});

test('a block ends contacts, hides, and is told to the blocked by nothing', async () => {
  await madeContacts(alice, bob);
  expect((await block(alice, bob)).status).toBe(204);
  expect((await block(alice, bob)).status).toBe(204);
  expect(await blocksOf(alice)).toEqual([bob.id]);
  expect(await blocksOf(bob)).toEqual([]);
  expect([await contactsOf(alice), await contactsOf(bob)]).toEqual([[], []]);
  expect(await relationTo(alice, bob)).toEqual({
    userId: bob.id,
    state: 'none',
    since: null,
    isBlocked: true,
  });
  expect(await isListed(bob, alice)).toBe(false);
  expect((await bob.ask('GET', `/api/users/${alice.id}`)).status).toBe(404);
  expect(await isListed(alice, bob)).toBe(true);
  const [person] = (
    await platform.rpc.client(AccountsService).checkPeople({ viewerId: bob.id, userIds: [alice.id] })
  ).people;
  expect(person).toMatchObject({
    canWrite: false,
    canSeePresence: false,
    canAddToGroup: false,
    canSeeProfile: false,
    isBlockedByMe: false,
  });

  expect((await unblock(alice, bob)).status).toBe(204);
  expect((await unblock(alice, bob)).status).toBe(204);
  expect(await isListed(bob, alice)).toBe(true);
  expect(await contactsOf(alice)).toEqual([]);
});

test('requests and blocks: what waited goes on waiting for nobody', async () => {
  await request(bob, alice);
  await block(alice, bob);
  expect(await requestsOf(alice, 'in')).toEqual([]);
  expect(await requestsOf(bob, 'out')).toEqual([alice.id]);
  expect(codeOf(await request(alice, bob))).toBe('accounts.person_blocked');
  // He may repeat it: she never sees it, not even after unblocking.
  expect((await request(bob, alice)).body.state).toBe('sent');
  await unblock(alice, bob);
  expect(await requestsOf(alice, 'in')).toEqual([]);
  expect((await request(alice, bob)).body.state).toBe('contact');
});

test('my own request to somebody ends with my block', async () => {
  await request(alice, bob);
  await block(alice, bob);
  expect(await requestsOf(bob, 'in')).toEqual([]);
  expect(await requestsOf(alice, 'out')).toEqual([]);
});

test('two who block each other: one unblocking changes nothing for the other', async () => {
  await Promise.all([block(alice, bob), block(bob, alice)]);
  await unblock(alice, bob);
  const { people } = await platform.rpc
    .client(AccountsService)
    .checkPeople({ viewerId: alice.id, userIds: [bob.id] });
  expect(people[0]).toMatchObject({ canWrite: false, isBlockedByMe: false });
});

test('blocking oneself or nobody', async () => {
  expect(codeOf(await block(alice, alice))).toBe('accounts.not_with_yourself');
  expect(codeOf(await block(alice, { id: randomUUID() }))).toBe('accounts.user_not_found');
  expect((await unblock(alice, { id: randomUUID() })).status).toBe(204);
});
