import { randomUUID } from 'node:crypto';
import type { ChatPage, Group, Message, MessagePage, NotificationPage, PublicUser } from '@bridges/contracts';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { SplitWorld } from '../../split-world.ts';
import type { ServiceName } from '../../split-world.ts';
import { ask, TestUser } from '../../test-user.ts';
import type { Answer } from '../../test-user.ts';
import { dyingCopyLosesNothing } from './dying-copy.ts';

/**
 * What is cached, with two processes of each service on one Redis: what one copy writes, the next read of the other
 * sees, however often it was read there before.
 */
let world: SplitWorld;
let alice: TestUser;
let ben: TestUser;
beforeAll(async () => {
  world = await SplitWorld.start(inject('postgresUrl'), {
    copies: { accounts: 2, groups: 2, messages: 2, files: 2, notifications: 2 },
    // Who misses a message sees it by the next one's seq, and not before.
    env: { GATEWAY_HEAD_ROUND_MS: '3600000' },
  });
  [alice, ben] = await Promise.all([
    TestUser.register(world.url, 'alice'),
    TestUser.register(world.url, 'ben'),
  ]);
});
afterAll(() => world?.[Symbol.asyncDispose]());

type Copy = 0 | 1;
/** For what comes by events. */
const patience = { timeout: 40_000, interval: 50 };

/** A request to one copy of a service, past nginx. */
const askCopy = <Body>(
  [service, copy]: [ServiceName, Copy],
  user: TestUser,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<Body>> =>
  ask<Body>(world.services[service][copy]?.url ?? '', method, path, body, user.access);

async function must<Body>(...request: Parameters<typeof askCopy>): Promise<Body> {
  const answer = await askCopy<Body>(...request);
  if (answer.status >= 300) throw new Error(`${request[3]}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The same question to both copies, twice: after it every cache that they may have holds the answer. */
async function warm<Body>(service: ServiceName, user: TestUser, path: string): Promise<Body[]> {
  const answers: Body[] = [];
  for (const copy of [0, 1, 0, 1] as const)
    answers.push(await must<Body>([service, copy], user, 'GET', path));
  return answers;
}

const groupOf = async (...members: TestUser[]): Promise<string> => {
  const memberIds = members.map(({ id }) => id);
  const body = { title: 'Team', memberIds };
  return (await must<Group>(['groups', 0], alice, 'POST', '/api/groups', body)).chatId;
};

const profile = async (copy: Copy): Promise<string | undefined> => {
  const path = `/api/users?ids=${alice.id}`;
  const { users } = await must<{ users: PublicUser[] }>(['accounts', copy], ben, 'GET', path);
  return users[0]?.displayName;
};

test('profiles and lists of people', async () => {
  const contacts = async (copy: Copy) => {
    type Contacts = { contacts: { user: PublicUser }[] };
    const page = await must<Contacts>(['accounts', copy], ben, 'GET', '/api/contacts');
    return page.contacts.map(({ user }) => user.displayName);
  };
  const blocks = async (copy: Copy) =>
    (await must<{ blocks: unknown[] }>(['accounts', copy], ben, 'GET', '/api/blocks')).blocks.length;
  const newest = async (copy: Copy) => {
    const path = '/api/users?sort=-joined&limit=1';
    return (await must<{ users: PublicUser[] }>(['accounts', copy], ben, 'GET', path)).users[0]?.id;
  };
  for (const copy of [0, 1, 0, 1] as const)
    expect([await contacts(copy), await blocks(copy), await profile(copy)]).toEqual([[], 0, 'alice']);
  await must(['accounts', 0], alice, 'POST', '/api/contacts', { userId: ben.id });
  await must(['accounts', 1], ben, 'POST', `/api/contacts/requests/${alice.id}/accept`);
  expect([await contacts(0), await contacts(1)]).toEqual([['alice'], ['alice']]);
  await must(['accounts', 0], alice, 'PATCH', '/api/me', { displayName: 'Alice of A' });
  expect([await profile(1), await contacts(1), await profile(0)]).toEqual([
    'Alice of A',
    ['Alice of A'],
    'Alice of A',
  ]);
  await newest(1);
  const cleo = await TestUser.register(world.services.accounts[0]?.url ?? '', 'cleo');
  expect(await newest(1)).toBe(cleo.id);
  await must(['accounts', 0], ben, 'POST', '/api/blocks', { userId: alice.id });
  expect([await contacts(1), await blocks(1)]).toEqual([[], 1]);
  await must(['accounts', 1], ben, 'DELETE', `/api/blocks/${alice.id}`);
  expect(await blocks(0)).toBe(0);
});

test('groups, members, chats and their history', async () => {
  const chatId = await groupOf(ben);
  const group = `/api/groups/${chatId}`;
  const history = `/api/chats/${chatId}/messages`;
  await warm('groups', ben, group);
  await must(['groups', 0], alice, 'PATCH', group, { title: 'Crew' });
  expect((await must<Group>(['groups', 1], ben, 'GET', group)).title).toBe('Crew');
  await warm('groups', ben, `${group}/members`);
  await must(['groups', 1], alice, 'PUT', `${group}/members/${ben.id}/role`, { role: 'admin' });
  type Members = { members: { userId: string; role: string }[] };
  const { members } = await must<Members>(['groups', 0], ben, 'GET', `${group}/members`);
  expect(members.find(({ userId }) => userId === ben.id)?.role).toBe('admin');

  for (const path of [history, '/api/chats']) await warm('messages', ben, path);
  const { seq } = await must<{ seq: number }>(['messages', 0], alice, 'POST', history, { text: 'news' });
  const last = async (copy: Copy) =>
    (await must<MessagePage>(['messages', copy], ben, 'GET', history)).messages.at(-1)?.text;
  const listed = async (copy: Copy) => {
    const { chats } = await must<ChatPage>(['messages', copy], ben, 'GET', '/api/chats');
    return chats.find(({ id }) => id === chatId)?.lastMessage?.text;
  };
  expect([await last(1), await listed(1), await last(0)]).toEqual(['news', 'news', 'news']);
  await must(['messages', 1], alice, 'PATCH', `${history}/${seq}`, { text: 'newer' });
  expect([await last(0), await listed(0)]).toEqual(['newer', 'newer']);
});

test('who is removed by one copy is refused by every other at once', async () => {
  const chatId = await groupOf(ben);
  const doors: [ServiceName, string][] = [
    ['groups', `/api/groups/${chatId}`],
    ['groups', `/api/groups/${chatId}/members`],
    ['messages', `/api/chats/${chatId}`],
    ['messages', `/api/chats/${chatId}/messages`],
  ];
  for (const [service, path] of doors) await warm(service, ben, path);
  await warm('messages', ben, '/api/chats');
  await must(['groups', 0], alice, 'DELETE', `/api/groups/${chatId}/members/${ben.id}`);
  for (const [service, path] of doors)
    for (const copy of [1, 0] as const)
      expect((await askCopy([service, copy], ben, 'GET', path)).status, `${path} of ${copy}`).toBe(404);
  for (const copy of [1, 0] as const) {
    const { chats } = await must<ChatPage>(['messages', copy], ben, 'GET', '/api/chats');
    expect(chats.map(({ id }) => id)).not.toContain(chatId);
  }
});

test('without Redis every read loads, and when it is back nothing old is left in it', async () => {
  const chatId = await groupOf(ben);
  const group = `/api/groups/${chatId}`;
  await warm('groups', ben, group);
  await profile(1);
  await world.redis.engine.end('SIGKILL');
  try {
    await must(['groups', 0], alice, 'PATCH', group, { title: 'Loaded' });
    await must(['accounts', 0], alice, 'PATCH', '/api/me', { displayName: 'Alice, loaded' });
    expect((await must<Group>(['groups', 1], ben, 'GET', group)).title).toBe('Loaded');
    expect(await profile(1)).toBe('Alice, loaded');
  } finally {
    await world.redis.engine.run();
  }
  for (const copy of [0, 1, 0, 1] as const) {
    expect((await must<Group>(['groups', copy], ben, 'GET', group)).title).toBe('Loaded');
    expect(await profile(copy)).toBe('Alice, loaded');
  }
});

test('a chat that is written through both copies at once has one order, no gap, and no message twice', async () => {
  const chatId = await groupOf(ben);
  const history = `/api/chats/${chatId}/messages`;
  const each = 20;
  /** As while the routing changes: everybody's next send goes to the other copy, and each is sent to both. */
  const write = async (user: TestUser, name: string) => {
    const seqs: number[] = [];
    for (let nth = 0; nth < each; nth++) {
      const body = { text: `${name} ${nth}`, clientId: randomUUID() };
      const copies: Copy[] = nth % 2 === 0 ? [0, 1] : [1, 0];
      const answers = await Promise.all(
        copies.map((copy) => must<{ seq: number }>(['messages', copy], user, 'POST', history, body)),
      );
      expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
      seqs.push(answers[0]?.seq ?? 0);
    }
    return seqs;
  };
  const written = await Promise.all([write(alice, 'alice'), write(ben, 'ben'), write(alice, 'her phone')]);
  for (const seqs of written) expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
  for (const copy of [0, 1] as const) {
    const page = `${history}?limit=100`;
    const { messages } = await must<MessagePage>(['messages', copy], ben, 'GET', page);
    const own = messages.filter(({ text }) => /^(alice|ben|her phone) \d+$/.test(text));
    expect(own).toHaveLength(3 * each);
    const [first] = messages;
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => (first?.seq ?? 0) + index));
    for (const name of ['alice', 'ben', 'her phone'])
      expect(own.filter(({ text }) => text.startsWith(`${name} `)).map(({ text }) => text)).toEqual(
        Array.from({ length: each }, (_, nth) => `${name} ${nth}`),
      );
  }
});

test('a send that a proxy repeats at the other copy, because the first one broke off, is one message', async () => {
  const path = `/api/chats/${await groupOf(ben)}/messages`;
  const name = randomUUID();
  const send = (copy: Copy, text: string) => {
    const url = world.services.messages[copy]?.url ?? '';
    return ask<Message>(url, 'POST', path, { text }, ben.access, { 'idempotency-key': name });
  };
  const [first, again] = [await send(0, 'once'), await send(1, 'once')];
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect((await send(1, 'something else')).status).toBe(409);
});

test('a file that one copy began to take is finished by the other, and read from both', async () => {
  const text = 'half of it here, half of it there';
  const tus = { 'tus-resumable': '1.0.0' };
  const files = (
    copy: Copy,
    user: TestUser,
    [method, path]: [method: string, path: string],
    headers: Record<string, string> = {},
    body?: Uint8Array,
  ) => ask(world.services.files[copy]?.url ?? '', method, path, body, user.access, headers);
  const begun = await files(0, alice, ['POST', '/api/files/uploads'], {
    ...tus,
    'upload-length': `${text.length}`,
  });
  const path = begun.headers.get('location') ?? '';
  for (const [copy, from, to] of [
    [0, 0, 15],
    [1, 15, text.length],
  ] as const) {
    const headers = { ...tus, 'upload-offset': `${from}`, 'content-type': 'application/offset+octet-stream' };
    const answer = await files(copy, alice, ['PATCH', path], headers, Buffer.from(text.slice(from, to)));
    expect(answer.status).toBe(204);
  }
  const fileId = path.split('/').at(-1) ?? '';
  const chatId = await groupOf(ben);
  const body = { text: '', attachments: [fileId] };
  await must(['messages', 0], alice, 'POST', `/api/chats/${chatId}/messages`, body);
  // Which message shows it is heard by an event.
  for (const copy of [0, 1] as const)
    await vi.waitFor(async () => {
      const answer = await files(copy, ben, ['GET', `/api/files/${fileId}`]);
      expect([answer.status, answer.body]).toEqual([200, text]);
    }, patience);
});

test('an inbox is the same at both copies', async () => {
  const chatId = await groupOf(ben);
  const text = `@${ben.username} look`;
  await must(['messages', 0], alice, 'POST', `/api/chats/${chatId}/messages`, { text });
  const mention = async (copy: Copy) => {
    const page = await must<NotificationPage>(['notifications', copy], ben, 'GET', '/api/notifications');
    return page.notifications.find(({ kind, details }) => kind === 'mention' && details.chatId === chatId);
  };
  const found = await vi.waitFor(async () => {
    const entry = await mention(0);
    expect(entry).toBeDefined();
    return entry;
  }, patience);
  expect(await mention(1)).toEqual(found);
  await must(['notifications', 1], ben, 'POST', `/api/notifications/${found?.id}/read`);
  expect((await mention(0))?.readAt).not.toBeNull();
});

test('a gateway listens to a chat while somebody there does, and no longer', async () => {
  const chatId = await groupOf(ben);
  const listeners = async () => {
    const answer = await world.redis.ask(`PUBSUB NUMSUB bridges:chat:${chatId}`);
    return Number(answer.trim().split(':').at(-1));
  };
  expect(await listeners()).toBe(0);
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/ws`, {
    headers: { authorization: `Bearer ${ben.access}` },
  });
  socket.on('error', () => undefined);
  try {
    await vi.waitFor(async () => expect(await listeners()).toBe(1), patience);
  } finally {
    socket.terminate();
  }
  await vi.waitFor(async () => expect(await listeners()).toBe(0), patience);
});

dyingCopyLosesNothing(() => world);
