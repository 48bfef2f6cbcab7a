import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestPlatform } from '../test-platform.ts';
import type { TestPlatform } from '../test-platform.ts';
import { doorWrites, serviceSecret } from './door-writes.ts';
import { fileWrites } from './file-writes.ts';
import { Follower } from './follower.ts';
import { groupWrites } from './group-writes.ts';
import { messageWrites } from './message-writes.ts';
import { peopleWrites } from './people-writes.ts';
import { createGroup, succeed, withLatecomer } from './truth-scene.ts';
import type { TruthScene, Write } from './truth-scene.ts';
import { differences } from './truth.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    hasSearchIndex: true,
    env: { SERVICE_KEYS: `truth:${serviceSecret}` },
  });
});
afterAll(() => platform?.stop());

const names = ['alice', 'bob', 'carol'] as const;
async function cast(): Promise<TruthScene> {
  const [alice, bob, carol] = await Promise.all(names.map((name) => platform.user(name)));
  if (!alice || !bob || !carol) throw new Error('no cast');
  await platform.settled();
  const group = await createGroup(alice, [bob, carol]);
  const direct = (await alice.openDirect(bob)).id;
  await alice.post(group, 'to all');
  await bob.post(direct, 'to Alice');
  return { alice, bob, carol, group, direct };
}

/** Every write there is, by those it may concern. */
const writes: Record<string, Write> = {
  ...messageWrites,
  ...fileWrites,
  ...groupWrites,
  ...doorWrites,
  ...peopleWrites,
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
      timeout: 10_000,
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

  test('a change that had to be fetched and was not is seen', async () => {
    const scene = await cast();
    const { chat, seq } = await withLatecomer(scene);
    using bob = await Follower.start(scene.bob);
    bob.tamper = (event) => {
      if (event.ev !== 'changed') return event;
      const { mustFetch: _forgotten, ...told } = event;
      return told;
    };
    await succeed(scene.alice, 'PATCH', `/api/chats/${chat}/messages/${seq}`, { text: 'edited' });
    await platform.settled();
    await expect.poll(() => lookAnew(bob, [])).toContainEqual(expect.stringContaining(`messages ${chat}`));
  });
});
