import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestPlatform } from '../test-platform.ts';
import type { TestPlatform } from '../test-platform.ts';
import { ask } from '../test-user.ts';
import type { TestUser } from '../test-user.ts';
import { Follower } from './follower.ts';
import { messageWrites } from './message-writes.ts';
import { differences } from './truth.ts';

const serviceSecret = `bsk_${'t'.repeat(40)}`;
let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { SERVICE_KEYS: `truth:${serviceSecret}` },
  });
});
afterAll(() => platform?.stop());

const names = ['alice', 'bob', 'carol'] as const;
type Cast = Record<(typeof names)[number], TestUser>;
interface Scene extends Cast {
  /** Of Alice (owner), Bob and Carol. */
  group: string;
  /** Of Alice and Bob. */
  direct: string;
}

async function cast(): Promise<Scene> {
  const [alice, bob, carol] = await Promise.all(names.map((name) => platform.user(name)));
  if (!alice || !bob || !carol) throw new Error('no cast');
  await platform.settled();
  const group = await createGroup(alice, [bob, carol]);
  const direct = (await alice.openDirect(bob)).id;
  await alice.post(group, 'to all');
  await bob.post(direct, 'to Alice');
  return { alice, bob, carol, group, direct };
}

async function createGroup(owner: TestUser, others: TestUser[], title = 'Group'): Promise<string> {
  const memberIds = others.map(({ id }) => id);
  const answer = await owner.ask<{ chatId: string }>('POST', '/api/groups', { title, memberIds });
  expect(answer.status).toBe(201);
  return answer.body.chatId;
}

async function succeed(user: TestUser, method: string, path: string, body?: unknown): Promise<void> {
  const { status, body: answer } = await user.ask(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
}

async function invite(by: TestUser, chat: string, user: TestUser): Promise<string> {
  const path = `/api/groups/${chat}/invitations`;
  const { body } = await by.ask<{ invitations: { id: string }[] }>('POST', path, { userIds: [user.id] });
  return body.invitations[0]?.id ?? '';
}

async function linkInto(by: TestUser, chat: string, terms: object): Promise<string> {
  const { body } = await by.ask<{ secret: string }>('POST', `/api/groups/${chat}/invite-links`, terms);
  return body.secret;
}

/** Every write there is, by those it may concern. */
const writes: Record<string, (scene: Scene) => Promise<unknown>> = {
  ...messageWrites,
  'a message to a group': ({ bob, group }) => bob.post(group, 'Привет'),
  'messages both ways': async ({ alice, bob, direct }) => {
    for (let count = 0; count < 5; count++) {
      await alice.post(direct, `hers ${count}`);
      await bob.post(direct, `his ${count}`);
    }
  },
  'a repeated message': async ({ bob, group }) => {
    const clientId = crypto.randomUUID();
    await bob.post(group, 'once', clientId);
    await bob.post(group, 'once', clientId);
  },
  'a note to oneself': async ({ alice }) => {
    const saved = await alice.openDirect(alice);
    await alice.post(saved.id, 'milk');
  },
  'a read marker': ({ carol, group }) => succeed(carol, 'POST', `/api/chats/${group}/read`, { seq: 1 }),
  'read markers after more messages': async ({ alice, bob, carol, group }) => {
    await alice.post(group, 'second');
    await succeed(bob, 'POST', `/api/chats/${group}/read`, { seq: 2 });
    await succeed(carol, 'POST', `/api/chats/${group}/read`, { seq: 1 });
    await succeed(alice, 'POST', `/api/chats/${group}/read`, { seq: 1 });
  },
  'a direct chat opened, nothing said': ({ alice, carol }) => alice.openDirect(carol),
  'a direct chat opened and written in': async ({ alice, carol }) => {
    const chat = await alice.openDirect(carol);
    await alice.post(chat.id, 'Hello Carol');
    await carol.post(chat.id, 'Hello Alice');
  },
  'a group created': ({ bob, alice, carol }) => createGroup(bob, [alice, carol], 'Another'),
  'a group created and written in': async ({ bob, alice, carol }) => {
    await alice.post(await createGroup(bob, [alice, carol], 'Another'), 'hi');
  },
  'a member added': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, [bob]);
    await alice.post(chat, 'before Carol');
    await succeed(alice, 'POST', `/api/groups/${chat}/members`, { userIds: [carol.id] });
    await bob.post(chat, 'welcome');
  },
  'a member removed': async ({ alice, bob, carol, group }) => {
    await succeed(alice, 'DELETE', `/api/groups/${group}/members/${carol.id}`);
    await bob.post(group, 'she is gone');
  },
  'a member removed who had read most': async ({ alice, carol, group }) => {
    await succeed(carol, 'POST', `/api/chats/${group}/read`, { seq: 1 });
    await succeed(alice, 'DELETE', `/api/groups/${group}/members/${carol.id}`);
  },
  'a member removed and added again': async ({ alice, carol, group }) => {
    await succeed(alice, 'DELETE', `/api/groups/${group}/members/${carol.id}`);
    await succeed(alice, 'POST', `/api/groups/${group}/members`, { userIds: [carol.id] });
    await alice.post(group, 'back again');
  },
  'a member left': ({ bob, group }) => succeed(bob, 'DELETE', `/api/groups/${group}/members/${bob.id}`),
  'the owner left, another one follows': ({ alice, group }) =>
    succeed(alice, 'DELETE', `/api/groups/${group}/members/${alice.id}`),
  'a group renamed, described, opened to all': async ({ alice, bob, group }) => {
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { title: 'Renamed', description: 'About it' });
    await bob.post(group, 'a good name');
    const handle = `truth-${group.slice(-8)}`;
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { handle, isPublic: true, joinRule: 'open' });
  },
  'settings of a group': ({ alice, group }) =>
    succeed(alice, 'PATCH', `/api/groups/${group}`, { postRole: 'admin', slowModeSeconds: 30 }),
  'roles given and taken, the group handed over': async ({ alice, bob, carol, group }) => {
    const role = (id: string, name: string) =>
      succeed(alice, 'PUT', `/api/groups/${group}/members/${id}/role`, { role: name });
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { postRole: 'admin' });
    await role(bob.id, 'admin');
    await role(carol.id, 'admin');
    await role(carol.id, 'member');
    await succeed(alice, 'POST', `/api/groups/${group}/owner`, { userId: bob.id });
  },
  'a ban, lifted, and joining again': async ({ alice, carol, group }) => {
    await succeed(alice, 'PATCH', `/api/groups/${group}`, { isPublic: true, joinRule: 'open' });
    await succeed(alice, 'PUT', `/api/groups/${group}/bans/${carol.id}`);
    await alice.post(group, 'she is banned');
    await succeed(alice, 'DELETE', `/api/groups/${group}/bans/${carol.id}`);
    await succeed(carol, 'POST', `/api/groups/${group}/join`);
    await carol.post(group, 'back again');
  },
  'a member added whose history begins later': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, [bob]);
    await alice.post(chat, 'before Carol');
    await succeed(alice, 'PATCH', `/api/groups/${chat}`, { isHistoryHidden: true });
    await succeed(alice, 'POST', `/api/groups/${chat}/members`, { userIds: [carol.id] });
    await bob.post(chat, 'after Carol');
  },
  'a group deleted': ({ alice, group }) => succeed(alice, 'DELETE', `/api/groups/${group}`),
  "marks of one's own": async ({ alice, bob, group, direct }) => {
    await succeed(alice, 'PATCH', `/api/chats/${group}/marks`, { isArchived: true, level: 'mentions' });
    await succeed(alice, 'PUT', '/api/me/pinned-chats', { chatIds: [direct, group] });
    await succeed(alice, 'PUT', `/api/chats/${direct}/draft`, { text: 'Dear Bob' });
    await succeed(bob, 'PATCH', `/api/chats/${direct}/marks`, { isMarkedUnread: true });
    await bob.post(direct, 'hello');
    await succeed(alice, 'PUT', `/api/chats/${direct}/draft`, { text: '' });
  },
  "folders of one's own": async ({ alice, group }) => {
    const { body: work } = await alice.ask<{ id: string }>('POST', '/api/folders', { name: 'Work' });
    const { body: home } = await alice.ask<{ id: string }>('POST', '/api/folders', { name: 'Home' });
    await succeed(alice, 'PATCH', `/api/chats/${group}/marks`, { folderIds: [work.id, home.id] });
    await succeed(alice, 'PUT', '/api/folders', { folderIds: [home.id, work.id] });
    await succeed(alice, 'DELETE', `/api/folders/${work.id}`);
  },
  'contacts asked for, accepted and removed': async ({ alice, bob, carol }) => {
    await succeed(alice, 'POST', '/api/contacts', { userId: bob.id });
    await succeed(carol, 'POST', '/api/contacts', { userId: bob.id });
    await succeed(bob, 'POST', `/api/contacts/requests/${alice.id}/accept`);
    await succeed(carol, 'POST', '/api/contacts', { userId: alice.id });
    await succeed(alice, 'POST', `/api/contacts/requests/${carol.id}/decline`);
    await succeed(carol, 'DELETE', `/api/contacts/requests/${bob.id}`);
    await succeed(bob, 'DELETE', `/api/contacts/${alice.id}`);
  },
  'a contact blocked and unblocked': async ({ alice, bob, carol, direct }) => {
    await succeed(alice, 'POST', '/api/contacts', { userId: bob.id });
    await succeed(bob, 'POST', '/api/contacts', { userId: alice.id });
    await succeed(carol, 'POST', '/api/contacts', { userId: bob.id });
    await succeed(bob, 'POST', '/api/blocks', { userId: carol.id });
    await succeed(alice, 'POST', '/api/blocks', { userId: bob.id });
    await succeed(alice, 'DELETE', `/api/blocks/${bob.id}`);
    await bob.post(direct, 'hello again');
  },
  'reading while one has blocked the other': async ({ alice, bob, direct }) => {
    const { seq } = await bob.post(direct, 'Have you seen it?');
    await succeed(alice, 'POST', '/api/blocks', { userId: bob.id });
    await succeed(alice, 'POST', `/api/chats/${direct}/read`, { seq });
    await succeed(alice, 'DELETE', `/api/blocks/${bob.id}`);
  },
  "choices of one's privacy": async ({ alice, bob }) => {
    await succeed(alice, 'PATCH', '/api/me/privacy', { whoCanSeeLastSeen: 'nobody', whoCanFindMe: 'nobody' });
    await succeed(bob, 'PATCH', '/api/me/privacy', { whoCanWrite: 'contacts' });
    await succeed(alice, 'PATCH', '/api/me/privacy', { whoCanFindMe: 'everyone' });
  },
  'invitations accepted, declined and taken back': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, []);
    for (const [user, verb] of [
      [bob, 'accept'],
      [carol, 'decline'],
    ] as const)
      await succeed(user, 'POST', `/api/invitations/${await invite(alice, chat, user)}/${verb}`);
    await succeed(alice, 'DELETE', `/api/invitations/${await invite(alice, chat, carol)}`);
    await invite(alice, chat, carol);
  },
  'an invitation whose inviter left': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, [bob]);
    await succeed(alice, 'PATCH', `/api/groups/${chat}`, { addRole: 'member' });
    await invite(bob, chat, carol);
    await succeed(bob, 'DELETE', `/api/groups/${chat}/members/${bob.id}`);
  },
  'an invited user added otherwise': async ({ alice, carol }) => {
    const chat = await createGroup(alice, []);
    await invite(alice, chat, carol);
    await succeed(alice, 'POST', `/api/groups/${chat}/members`, { userIds: [carol.id] });
  },
  'joining by a link': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, [bob]);
    const secret = await linkInto(alice, chat, { useLimit: 1 });
    await succeed(carol, 'POST', `/api/invite-links/${secret}/join`);
    await carol.post(chat, 'here');
  },
  'a ban of one who is invited, and of one who asks': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, []);
    await invite(alice, chat, bob);
    const secret = await linkInto(alice, chat, { needsApproval: true });
    await succeed(carol, 'POST', `/api/invite-links/${secret}/join`);
    for (const { id } of [bob, carol]) await succeed(alice, 'PUT', `/api/groups/${chat}/bans/${id}`);
  },
  'requests to join made, approved, declined and withdrawn': async ({ alice, bob, carol }) => {
    const chat = await createGroup(alice, []);
    const secret = await linkInto(alice, chat, { needsApproval: true });
    const ask = (user: TestUser) => succeed(user, 'POST', `/api/invite-links/${secret}/join`);
    await ask(bob);
    await ask(carol);
    await succeed(alice, 'POST', `/api/groups/${chat}/join-requests/${bob.id}/approve`);
    await succeed(alice, 'POST', `/api/groups/${chat}/join-requests/${carol.id}/decline`);
    await ask(carol);
    await succeed(carol, 'DELETE', `/api/join-requests/${chat}`);
    await ask(carol);
  },
  'a chat about a thing: its card, its state, its members': async ({ alice, bob, carol }) => {
    const path = `/api/contexts/order/${crypto.randomUUID().slice(0, 8)}`;
    const put = async (body: object) => {
      const answer = await ask<{ chatId: string }>(platform.url, 'PUT', path, body, serviceSecret);
      if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
      return answer.body.chatId;
    };
    const card = { title: 'Order', status: 'Paid' };
    const all = [alice, bob, carol].map(({ id }) => ({ userId: id }));
    const chat = await put({ card, members: all });
    await alice.post(chat, 'Where is it?');
    await put({ card: { ...card, status: 'Shipped' } });
    await put({ card: { title: 'Order 1' }, state: 'readOnly', members: all.slice(0, 2) });
    await put({ card: { title: 'Order 1' }, state: 'closed' });
  },
  'what comes into an inbox, grows, is read and goes': async ({ alice, bob, carol, group }) => {
    const { seq } = await alice.post(group, 'Who comes?');
    const reply = { text: `I do, @${alice.username}`, replyTo: { seq } };
    await succeed(bob, 'POST', `/api/chats/${group}/messages`, reply);
    await succeed(carol, 'POST', `/api/chats/${group}/messages`, { ...reply, text: 'I as well' });
    const like = `/api/chats/${group}/messages/${seq}/reactions/${encodeURIComponent('👍')}`;
    for (const user of [bob, carol]) await succeed(user, 'PUT', like);
    await succeed(bob, 'DELETE', like);
    await platform.settled();
    await succeed(alice, 'POST', `/api/chats/${group}/read`, { seq: seq + 1 });
    await succeed(carol, 'POST', `/api/chats/${group}/messages/delete`, { seqs: [seq + 2], for: 'everyone' });
  },
  'a profile changed': ({ bob }) =>
    succeed(bob, 'PATCH', '/api/me', {
      displayName: 'Боб',
      statusMessage: 'away',
      bio: 'x',
      birthday: '1990-01-01',
    }),
};

test.each(Object.keys(writes))('%s: old snapshot + events = fresh snapshot, for all three', async (name) => {
  const scene = await cast();
  const ids = names.map((who) => scene[who].id);
  const followers = await Promise.all(names.map((who) => Follower.start(scene[who], ids)));
  await writes[name]?.(scene);
  await expectTruth(followers, ids);
  for (const follower of followers) follower[Symbol.dispose]();
});

/** Live events are sent after the answer: each follower has a moment to hear of them. */
async function expectTruth(followers: Follower[], watched: string[]): Promise<void> {
  await platform.settled();
  await expect
    .poll(() => Promise.all(followers.map((follower) => lookAnew(follower, watched))), {
      timeout: 1500,
      interval: 30,
    })
    .toEqual(followers.map(() => []));
}

async function lookAnew(follower: Follower, watched: string[]): Promise<string[]> {
  using fresh = await Follower.start(follower.user, watched);
  return differences(follower.state, fresh.state);
}

describe('bugs planted in the events', () => {
  test('a dropped message, a forgotten marker and a wrong profile are seen', async () => {
    const scene = await cast();
    const ids = names.map((who) => scene[who].id);
    using alice = await Follower.start(scene.alice, ids);
    using carol = await Follower.start(scene.carol, ids);
    alice.tamper = (event) => (event.ev === 'message' || event.ev === 'read' ? undefined : event);
    carol.tamper = (event) =>
      event.ev === 'user' ? { ...event, user: { ...event.user, bio: 'wrong' } } : event;
    await succeed(scene.bob, 'POST', `/api/chats/${scene.group}/read`, { seq: 1 });
    await writes['a profile changed']?.(scene);
    await platform.settled();
    expect(await lookAnew(alice, ids)).toEqual([expect.stringContaining(`chats ${scene.group}`)]);
    await expect.poll(() => lookAnew(carol, ids)).toEqual([expect.stringContaining(`users ${scene.bob.id}`)]);
    await scene.bob.post(scene.group, 'unheard');
    expect(await lookAnew(alice, ids)).toContainEqual(expect.stringContaining(`messages ${scene.group}`));
  });
});
