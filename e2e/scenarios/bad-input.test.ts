import { randomUUID } from 'node:crypto';
import { ask, codeOf, TestUser } from '@bridges/dev-env/test-user';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { RawSocket } from './raw-socket.ts';
import { until } from './until.ts';

let deployment: Deployment;
let mallory: TestUser;
let chatId: string;
/** Two who chat all the time, and must not notice anything. */
let alice: TestUser;
let bob: TestUser;
let witness: RawSocket;
let quietChatId: string;
let posted = 0;

beforeAll(async () => {
  deployment = await deploy();
  [mallory, alice, bob] = await Promise.all([
    TestUser.register(deployment.url, 'mallory'),
    TestUser.register(deployment.url, 'alice'),
    TestUser.register(deployment.url, 'bob'),
  ]);
  chatId = (await mallory.openDirect(alice)).id;
  quietChatId = (await alice.openDirect(bob)).id;
  witness = await RawSocket.open(bob);
  await undisturbed();
});

/** The bystanders' chat goes on, at once and without a gap. */
async function undisturbed(): Promise<void> {
  const { seq } = await alice.post(quietChatId, `still here ${++posted}`);
  expect(seq).toBe(posted);
  await witness.next(
    ({ ev, chat, seq: heard }) => ev === 'message' && chat === quietChatId && heard === posted,
  );
  expect(witness.closed).toBeUndefined();
}

afterAll(async () => {
  await undisturbed();
  const heard = witness.frames.filter(({ ev, chat }) => ev === 'message' && chat === quietChatId);
  expect(heard.map(({ seq }) => seq)).toEqual(Array.from({ length: posted }, (_, at) => at + 1));
  witness[Symbol.dispose]();
  await deployment[Symbol.asyncDispose]();
});

const badTexts: [name: string, value: unknown][] = [
  ['NUL', 'a\0b'],
  ['a lone high surrogate', 'a\ud83d'],
  ['a lone low surrogate', '\ude00a'],
  ['a number', 42],
  ['null', null],
  ['a list', ['text']],
  ['an object', { text: 'text' }],
  ['true', true],
  ['too long', 'x'.repeat(70_000)],
];

/** Every place where a string comes in. */
const places: [name: string, method: string, path: () => string, body: (value: unknown) => object][] = [
  ['message', 'POST', () => `/api/chats/${chatId}/messages`, (text) => ({ text })],
  ['client id', 'POST', () => `/api/chats/${chatId}/messages`, (clientId) => ({ text: 'x', clientId })],
  ['user id', 'POST', () => '/api/chats/direct', (userId) => ({ userId })],
  ['group title', 'POST', () => '/api/groups', (title) => ({ title })],
  ['handle', 'POST', () => '/api/groups', (handle) => ({ title: 'x', handle })],
  ['member id', 'POST', () => '/api/groups', (id) => ({ title: 'x', memberIds: [id] })],
  ['display name', 'PATCH', () => '/api/me', (displayName) => ({ displayName })],
  ['bio', 'PATCH', () => '/api/me', (bio) => ({ bio })],
  ['status message', 'PATCH', () => '/api/me', (statusMessage) => ({ statusMessage })],
  ['username', 'POST', () => '/api/register/', (username) => ({ username, password: 'long enough' })],
  [
    'password',
    'POST',
    () => '/api/register/',
    (password) => ({ username: `u${randomUUID().slice(0, 8)}`, password }),
  ],
  ['sign-in name', 'POST', () => '/api/token/', (username) => ({ username, password: 'x' })],
  ['refresh token', 'POST', () => '/api/token/refresh/', (refresh) => ({ refresh })],
  [
    'set-up token',
    'POST',
    () => '/api/setup',
    (token) => ({ username: 'someone', password: 'long enough', token }),
  ],
];

describe.each(places)('%s over REST', (_place, method, path, bodyOf) => {
  test.each(badTexts)('%s', async (_name, value) => {
    const answer = await mallory.ask(method, path(), bodyOf(value));
    expect([answer.status, codeOf(answer)]).toEqual([400, 'http.invalid_request']);
  });

  test('1 MB', async () => {
    const answer = await mallory.ask(method, path(), bodyOf('x'.repeat(1024 * 1024)));
    expect([answer.status, codeOf(answer)]).toEqual([413, 'http.too_large']);
  });
});

test('bidirectional controls: kept in a message, taken out of names', async () => {
  const text = '\u202eevil\u2066 text';
  expect((await mallory.post(chatId, text)).text).toBe(text);
  const renamed = await mallory.ask<{ displayName: string }>('PATCH', '/api/me', {
    displayName: `Bob${text}`,
  });
  expect(renamed).toMatchObject({ status: 200, body: { displayName: 'Bob evil text' } });
  const onlyControls = await mallory.ask('PATCH', '/api/me', { displayName: '\u202e\u2066' });
  expect([onlyControls.status, codeOf(onlyControls)]).toEqual([400, 'http.invalid_request']);
});

describe('pages', () => {
  const lists = ['/api/chats', '/api/users', '/api/notifications', 'messages', 'members'];
  const pathOf = (list: string) => (list.startsWith('/') ? list : `/api/chats/${chatId}/${list}`);
  const limits = ['0', '-1', '1000000000', 'x', '1.5', '', '1e1', '٣'];

  test.each(lists)('%s: every bad limit is refused', async (list) => {
    for (const limit of limits) {
      const answer = await mallory.ask('GET', `${pathOf(list)}?limit=${encodeURIComponent(limit)}`);
      expect([limit, answer.status, codeOf(answer)]).toEqual([limit, 400, 'http.invalid_request']);
    }
  });

  test.each(lists.filter((list) => list !== 'messages'))('%s: bad cursors are refused', async (list) => {
    const { nextCursor } = await mallory.get<{ nextCursor: string }>('/api/users?limit=1&sort=-joined');
    const cursors = ['x', '%00', '..', 'eyJhIjoxfQ', 'AAAA', 'W10', 'bnVsbA', '%ED%A0%80', 'x'.repeat(600)];
    for (const cursor of [...cursors, ...(list === '/api/users' ? [] : [nextCursor])]) {
      const answer = await mallory.ask('GET', `${pathOf(list)}?cursor=${cursor}`);
      expect([cursor, answer.status]).toEqual([cursor, 400]);
      expect(['http.invalid_request', 'http.bad_request', 'kit.bad_cursor']).toContain(codeOf(answer));
    }
  });

  test('a cursor of another order, and of another chat', async () => {
    const { nextCursor } = await mallory.get<{ nextCursor: string }>('/api/users?limit=1&sort=-joined');
    const answer = await mallory.ask('GET', `/api/users?sort=name&cursor=${nextCursor}`);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'kit.bad_cursor']);
    const members = await alice.get<{ nextCursor: string }>(`/api/chats/${quietChatId}/members?limit=1`);
    const foreign = await mallory.ask<{ members: { userId: string }[] }>(
      'GET',
      `/api/chats/${chatId}/members?cursor=${members.nextCursor}`,
    );
    if (foreign.status === 200)
      for (const { userId } of foreign.body.members) expect([mallory.id, alice.id]).toContain(userId);
    else expect([foreign.status, codeOf(foreign)]).toEqual([400, 'kit.bad_cursor']);
  });

  test.each([
    'before=-1',
    'after=x',
    'around=4294967296',
    'before=1&after=1',
    'before=1&before=2',
    'unknown=1',
    '__proto__=1',
  ])('messages?%s', async (query) => {
    const answer = await mallory.ask('GET', `/api/chats/${chatId}/messages?${query}`);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'http.invalid_request']);
  });
});

describe('bodies', () => {
  const send = (body: string | Uint8Array, headers = {}) =>
    ask(deployment.url, 'POST', `/api/chats/${chatId}/messages`, body as string, mallory.access, headers);

  test.each([
    ['an unknown key', '{"text":"x","isAdmin":true}', 400, 'http.invalid_request'],
    ['a key twice', '{"text":"x","text":"y"}', 400, 'http.malformed_json'],
    ['a key twice, once escaped', '{"text":"x","\\u0074ext":"y"}', 400, 'http.malformed_json'],
    ['__proto__', '{"text":"x","__proto__":{"isAdmin":true}}', 400, 'http.malformed_json'],
    ['constructor', '{"text":"x","constructor":{"prototype":{}}}', 400, 'http.invalid_request'],
    ['no JSON', '{"text":', 400, 'http.malformed_json'],
    ['nothing', '', 400, 'http.invalid_request'],
    ['a list', '[]', 400, 'http.invalid_request'],
    ['null', 'null', 400, 'http.invalid_request'],
    ['a number beyond all', '{"text":1e999}', 400, 'http.invalid_request'],
    ['deep nesting', `${'['.repeat(60_000)}${']'.repeat(60_000)}`, 400, 'http.invalid_request'],
  ])('%s', async (_name, body, status, code) => {
    const answer = await send(body);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  test('bytes that are no UTF-8', async () => {
    const answer = await send(
      Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    );
    expect([answer.status, codeOf(answer)]).toEqual([400, 'http.malformed_json']);
  });

  test('something that is no JSON by its own word', async () => {
    const answer = await send('text=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'http.unsupported_media_type']);
  });

  test.each([
    '/api/chats/%00',
    '/api/chats/%ff',
    '/api/chats/x/messages',
    '/api/users/%2e%2e',
    '/api/chats/%',
    `/api/users/${'a'.repeat(5000)}`,
  ])('the address %s', async (path) => {
    const answer = await mallory.ask('GET', path);
    expect([400, 404, 414]).toContain(answer.status);
    expect(codeOf(answer)).toMatch(/^\w+\.\w+$/);
  });
});

describe('the socket', () => {
  const sends: [string, Record<string, unknown>, string][] = [
    ...badTexts.map(([name, text]): [string, Record<string, unknown>, string] => [
      `text: ${name}`,
      { do: 'send', clientId: randomUUID(), text },
      'gateway.invalid_command',
    ]),
    ['client id: no id', { do: 'send', clientId: 'x', text: 'x' }, 'gateway.invalid_command'],
    ['an unknown key', { do: 'ping', more: 1 }, 'gateway.invalid_command'],
    ['an unknown command', { do: 'drop' }, 'gateway.unknown_command'],
    ['a command of a prototype', { do: 'constructor' }, 'gateway.unknown_command'],
    ['a marker below zero', { do: 'read', seq: -1 }, 'gateway.invalid_command'],
    ['a marker beyond the end', { do: 'read', seq: 1_000_000_000 }, 'messages.read_beyond_end'],
    ['a marker that is text', { do: 'read', seq: 'x' }, 'gateway.invalid_command'],
    ['a resume of no chat', { do: 'resume', epoch: null, chats: { x: 1 } }, 'gateway.invalid_command'],
    [
      'a resume below zero',
      { do: 'resume', epoch: null, chats: { [randomUUID()]: -1 } },
      'gateway.invalid_command',
    ],
    ['a watch of nobody', { do: 'watch', users: ['x'] }, 'gateway.invalid_command'],
    [
      'a watch of too many',
      { do: 'watch', users: Array.from({ length: 201 }, () => randomUUID()) },
      'gateway.invalid_command',
    ],
  ];

  test('refuses each bad command and stays open', async () => {
    using socket = await RawSocket.open(mallory);
    for (const [name, command, code] of sends) {
      const needsChat = 'text' in command || 'seq' in command;
      const reply = await socket.ask(needsChat ? { chat: chatId, ...command } : command);
      expect([name, (reply['error'] as { code: string } | undefined)?.code]).toEqual([name, code]);
    }
    expect(await socket.ask({ do: 'ping' })).toMatchObject({ ok: {} });
    await undisturbed();
  });

  test.each([
    ['no JSON', 'nonsense', 4503],
    ['a key twice', '{"id":1,"id":1,"do":"ping"}', 4503],
    ['__proto__', '{"id":1,"do":"ping","__proto__":{}}', 4503],
    ['1 MB', `"${'x'.repeat(1024 * 1024)}"`, 4504],
  ])('closes for %s', async (_name, frame, code) => {
    for (const path of ['/ws', `/ws/chat/${chatId}/`]) {
      using socket = await connect(path);
      socket.send(frame);
      expect([path, await socket.end()]).toEqual([path, code]);
    }
    await undisturbed();
  });

  test('closes for bad UTF-8, one huge fragment and endless small ones', async () => {
    for (const path of ['/ws', `/ws/chat/${chatId}/`]) {
      using garbled = await connect(path);
      garbled.socket.send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), { binary: false });
      expect([path, await garbled.end()]).toEqual([path, 4503]);

      using huge = await connect(path);
      huge.socket.send('x'.repeat(1024 * 1024), { fin: false });
      expect([path, await huge.end()]).toEqual([path, 4504]);

      using endless = await connect(path);
      endless.socket.send('{', { fin: false });
      const timer = setInterval(() => endless.socket.send(' ', { fin: false }), 1);
      expect([path, await endless.end()]).toEqual([path, 4504]);
      clearInterval(timer);
    }
    await undisturbed();
  });

  test('the room: refuses bad commands with a code, then closes', async () => {
    using room = await connect(`/ws/chat/${chatId}/`);
    room.send({ action: 'retrieve_message', number: 1e9 });
    room.send({ message: 'a\0b' });
    await until(() => room.frames.length === 2, 'two refusals');
    expect(room.frames.map(({ error }) => (error as { code: string }).code)).toEqual([
      'gateway.invalid_command',
      'gateway.invalid_command',
    ]);
    room.send({ message: 42 });
    expect(await room.end()).toBe(4503);
  });

  test.each(['%00', 'x'.repeat(300), 'a/b', '%ff', '\u202e', 'a b'])('the room %s is none', async (name) => {
    const socket = new RawSocket(`${deployment.url}/ws/chat/${encodeURI(name)}/?token=${mallory.access}`);
    const code = await socket.end();
    // No upgrade at all, or one that says "no such chat".
    expect([1006, 4502]).toContain(code);
  });

  async function connect(path: string): Promise<RawSocket> {
    const socket = new RawSocket(deployment.url + path, {
      headers: { authorization: `Bearer ${mallory.access}` },
    });
    return socket.opened();
  }
});
