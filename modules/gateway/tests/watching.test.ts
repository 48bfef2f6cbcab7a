import type { WatchReply } from '@bridges/contracts';
import { GatewayService } from '@bridges/contracts/proto';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { Stalls } from '@bridges/dev-env/stalls';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { openSocket } from './socket-client.ts';
import type { SocketClient } from './socket-client.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { GATEWAY_PRESENCE_LINGER_MS: '0' },
  });
});
afterAll(() => platform?.stop());
beforeEach(async () => {
  [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
});

const block = (user: TestUser, other: TestUser) => user.ask('POST', '/api/blocks', { userId: other.id });
const unblock = (user: TestUser, other: TestUser) => user.ask('DELETE', `/api/blocks/${other.id}`);
const choose = (user: TestUser, privacy: object) => user.ask('PATCH', '/api/me/privacy', privacy);
const rename = (user: TestUser, displayName: string) => user.ask('PATCH', '/api/me', { displayName });
const watch = async (socket: SocketClient, ...users: TestUser[]) =>
  (await socket.ask({ do: 'watch', users: users.map(({ id }) => id) })).ok as unknown as WatchReply;

/** All that was said to this socket of a user, besides replies. */
const heardOf = (socket: SocketClient, user: TestUser) =>
  socket.frames.filter(({ ev, user: of }) => ev !== undefined && JSON.stringify(of).includes(user.id));

/** What is said from now on has arrived when the socket's own question is answered. */
const flush = (socket: SocketClient) => socket.ask({ do: 'ping' });

test('presence and profile of those who let themselves be seen; of others nothing', async () => {
  const carol = await platform.user('carol');
  await choose(carol, { whoCanSeeLastSeen: 'nobody' });
  using aliceHere = await openSocket(alice);
  using carolHere = await openSocket(carol);
  using socket = await openSocket(bob);
  const reply = await watch(socket, alice, carol);
  expect(reply.presence).toEqual([{ user: alice.id, isOnline: true }]);
  expect(reply.users.find(({ id }) => id === alice.id)?.lastSeenAt).not.toBeNull();
  expect(reply.users.find(({ id }) => id === carol.id)?.lastSeenAt).toBeNull();
  aliceHere.socket.close();
  carolHere.socket.close();
  await socket.next(({ ev, user, isOnline }) => ev === 'presence' && user === alice.id && isOnline === false);
  // Her name is no secret: changes of it arrive, without the time.
  await rename(carol, 'Caroline');
  await socket.next(({ ev, user }) => ev === 'user' && JSON.stringify(user).includes('Caroline'));
  expect(heardOf(socket, carol)).toMatchObject([{ ev: 'user', user: { lastSeenAt: null } }]);
});

test('a block silences open sockets: presence, profile, typing; the blocker goes on seeing', async () => {
  const chat = await alice.openDirect(bob);
  await alice.post(chat.id, 'Hi');
  await bob.post(chat.id, 'Hello');
  using aliceHere = await openSocket(alice);
  using socket = await openSocket(bob);
  await watch(socket, alice);
  await watch(aliceHere, bob);
  using stalls = new Stalls();
  await block(alice, bob);
  const acknowledgedAtMs = Date.now();
  const told = await socket.next(({ ev, user }) => ev === 'presence' && user === alice.id);
  expect(told).toMatchObject({ isOnline: false });
  expect(stalls.runningMs(acknowledgedAtMs, Date.now())).toBeLessThan(2000);
  // To the blocked she is somebody who shows no last activity; nothing says "block".
  await socket.next(({ ev, user }) => ev === 'user' && JSON.stringify(user).includes(alice.id));
  const count = heardOf(socket, alice).length;

  await rename(alice, 'Alicia');
  using again = await openSocket(alice);
  again.socket.close();
  await aliceHere.ask({ do: 'typing', chat: chat.id });
  await flush(socket);
  expect(heardOf(socket, alice)).toHaveLength(count);
  expect(socket.frames.some(({ ev }) => ev === 'contact' || ev === 'chat')).toBe(false);
  await socket.ask({ do: 'typing', chat: chat.id });
  await flush(aliceHere);
  expect(aliceHere.events('typing')).toEqual([]);
  expect(await watch(socket, alice)).toEqual({ presence: [], users: [] });
  // A socket that opens now knows as well.
  using fresh = await openSocket(bob);
  expect(await watch(fresh, alice)).toEqual({ presence: [], users: [] });
  await fresh.ask({ do: 'typing', chat: chat.id });
  await flush(aliceHere);
  expect(aliceHere.events('typing')).toEqual([]);

  await unblock(alice, bob);
  await socket.next(({ ev, chat: of }) => ev === 'chat' && (of as { canPost: boolean }).canPost);
  expect((await watch(socket, alice)).presence).toEqual([{ user: alice.id, isOnline: true }]);
  await socket.ask({ do: 'typing', chat: chat.id });
  await aliceHere.event('typing');
});

test('when she hides her last activity, whoever watches stops hearing of it', async () => {
  using aliceHere = await openSocket(alice);
  using socket = await openSocket(bob);
  using another = await openSocket(bob);
  await watch(socket, alice);
  await watch(another, alice);
  await choose(alice, { whoCanSeeLastSeen: 'contacts' });
  await Promise.all(
    [socket, another].map((one) => one.next(({ ev, user }) => ev === 'presence' && user === alice.id)),
  );
  aliceHere.socket.close();
  using back = await openSocket(alice);
  await rename(back && alice, 'Alicia');
  await socket.next(({ ev, user }) => ev === 'user' && JSON.stringify(user).includes('Alicia'));
  expect(socket.events('presence')).toHaveLength(1);
  expect(socket.events('user').every(({ user }) => (user as { lastSeenAt: null }).lastSeenAt === null)).toBe(
    true,
  );
});

test('contacts who were shown it stop when they are removed', async () => {
  await choose(alice, { whoCanSeeLastSeen: 'contacts' });
  await alice.ask('POST', '/api/contacts', { userId: bob.id });
  await bob.ask('POST', '/api/contacts', { userId: alice.id });
  using _aliceHere = await openSocket(alice);
  using socket = await openSocket(bob);
  expect((await watch(socket, alice)).presence).toEqual([{ user: alice.id, isOnline: true }]);
  await alice.ask('DELETE', `/api/contacts/${bob.id}`);
  expect(await socket.event('presence')).toMatchObject({ user: alice.id, isOnline: false });
  expect(await socket.event('contact')).toMatchObject({
    relation: { state: 'none' },
    user: { lastSeenAt: null },
  });
});

test('contacts live on every device of both', async () => {
  using aliceOne = await openSocket(alice);
  using aliceTwo = await openSocket(alice);
  using bobHere = await openSocket(bob);
  const state = (is: string) => (frame: Record<string, unknown>) =>
    frame['ev'] === 'contact' && (frame['relation'] as { state: string }).state === is;
  await alice.ask('POST', '/api/contacts', { userId: bob.id });
  await Promise.all([aliceOne.next(state('sent')), aliceTwo.next(state('sent'))]);
  expect(await bobHere.next(state('received'))).toMatchObject({ incomingCount: 1, user: { id: alice.id } });
  await bob.ask('POST', `/api/contacts/requests/${alice.id}/decline`);
  await bobHere.next(state('none'));
  await flush(aliceOne);
  expect(aliceOne.events('contact')).toHaveLength(1);
  await bob.ask('POST', '/api/contacts', { userId: alice.id });
  await Promise.all([aliceOne, aliceTwo, bobHere].map((socket) => socket.next(state('contact'))));
  await block(alice, bob);
  expect(
    await aliceTwo.next(
      ({ ev, relation }) => ev === 'contact' && (relation as { isBlocked: boolean }).isBlocked,
    ),
  ).toMatchObject({ relation: { state: 'none' } });
  await alice.ask('PATCH', '/api/me/privacy', { whoCanWrite: 'contacts' });
  expect(await aliceTwo.event('privacy')).toMatchObject({ privacy: { whoCanWrite: 'contacts' } });
});

test('presence for somebody is asked by what she may see', async () => {
  using _aliceHere = await openSocket(alice);
  const { getPresence } = platform.rpc.client(GatewayService);
  const ask = async (viewerId: string) =>
    (await getPresence({ userIds: [alice.id], viewerId })).onlineUserIds;
  expect(await ask(bob.id)).toEqual([alice.id]);
  await block(alice, bob);
  expect([await ask(bob.id), await ask('')]).toEqual([[], [alice.id]]);
});

test('the last of several watch commands decides', async () => {
  const carol = await platform.user('carol');
  using socket = await openSocket(bob);
  const replies = [watch(socket, alice), watch(socket, carol), watch(socket)];
  await Promise.all(replies);
  await rename(alice, 'Alicia');
  await rename(carol, 'Caroline');
  await flush(socket);
  expect(socket.events('user')).toEqual([]);
});
