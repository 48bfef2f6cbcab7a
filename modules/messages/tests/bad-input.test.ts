import { randomUUID } from 'node:crypto';
import { ask, codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { cast, chatOf, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages'],
  });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
  await alice.post(chatId, 'First');
});
afterAll(() => platform.stop());

/** Bodies that are wrong for every route that takes one. */
const wrongBodies: [string, unknown][] = [
  ['nothing', undefined],
  ['no JSON', '{'],
  ['an empty text', ''],
  ['null', 'null'],
  ['a list', []],
  ['a number', '7'],
  ['an empty object', {}],
  ['bad UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['a very deep list', '['.repeat(50_000)],
];

const routes: [string, string, unknown][] = [
  ['POST', '/api/chats/direct', { userId: randomUUID() }],
  ['POST', '/api/chats/:id/messages', { text: 'x' }],
  ['POST', '/api/chats/:id/read', { seq: 0 }],
];

describe.each(routes)('%s %s', (method, path, good) => {
  const at = () => path.replace(':id', chatId);
  const wrong: [string, unknown][] = [
    ...wrongBodies,
    ['an unknown key', { ...(good as object), isAdmin: true }],
    ['__proto__', JSON.stringify(good).replace('{', '{"__proto__":{"a":1},')],
    ['a key twice', JSON.stringify(good).replace(/^\{(.*)\}$/, '{$1,$1}')],
    ...Object.keys(good as object).flatMap((key): [string, unknown][] =>
      [null, true, -1, 1.5, 1e300, '\0', [], {}, 'x'.repeat(300_000)].map((value) => [
        `${key} ${JSON.stringify(value).slice(0, 20)}`,
        { ...(good as object), [key]: value },
      ]),
    ),
  ];

  it.each(wrong)('refuses %s', async (_what, body) => {
    const answer = await alice.ask(method, at(), body);
    expect([400, 413]).toContain(answer.status);
    expect(codeOf(answer)).toMatch(/^http\./);
  });
});

describe('a message text', () => {
  const refused: [string, unknown][] = [
    ['no text', { clientId: randomUUID() }],
    ['an empty text', { text: '' }],
    ['white space', { text: ' \n\t\u00a0\u3000\ufeff ' }],
    ['a text one too long', { text: 'x'.repeat(4097) }],
    ['NUL', { text: 'a\0b' }],
    ['NUL as JSON writes it', '{"text":"a\\u0000b"}'],
    ['half a pair', '{"text":"\\ud83d"}'],
    ['the other half', '{"text":"a \\ude00"}'],
    ['a client id that is none', { text: 'x', clientId: 'mine' }],
    ['an empty client id', { text: 'x', clientId: '' }],
    ['no client id but null', { text: 'x', clientId: null }],
    ['another sender', { text: 'x', senderId: randomUUID() }],
    ['a kind', { text: 'x', kind: 'system' }],
  ];
  it.each(refused)('refuses %s', async (_what, body) => {
    const { lastSeq } = await chatOf(alice, chatId);
    const answer = await trySend(alice, chatId, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'http.invalid_request']);
    expect((await chatOf(alice, chatId)).lastSeq).toBe(lastSeq);
  });

  it.each([
    ['the longest', 'x'.repeat(4096)],
    ['the longest of four bytes each', '😀'.repeat(2048)],
    ['the longest of quotes, backslashes and braces', '{"\\,}'.repeat(800)],
    ['text like SQL, arrays and NULL', `{NULL,"a"}'; drop table messages; --`],
    ['NULL', 'NULL'],
    ['bidirectional overrides and control characters', '\u202egnp.exe\u202c \u2066x\u2069 \u0001'],
    ['combining marks and joiners', 'e\u0301 👨\u200d👩\u200d👧 ﷽'],
    ['code points that are no characters', '\uffff\ufffe\u{10ffff}'],
    ['lines and spaces around', '\r\n  indented\r\n\r\n'],
  ])('keeps %s', async (_what, text) => {
    const answer = await trySend(alice, chatId, { text });
    expect([answer.status, answer.body.text]).toEqual([201, text]);
    expect((await chatOf(bob, chatId)).lastMessage?.text).toBe(text);
  });
});

describe('paths and queries', () => {
  const ids = [
    'x',
    '1',
    '%00',
    '..%2f..',
    "'",
    '%ff',
    `${randomUUID()}x`,
    'null',
    '%F0%9F%98%80',
    'a'.repeat(500),
  ];
  it.each(ids)('refuses the chat id %s', async (id) => {
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['GET', '/messages', undefined],
      ['GET', '/members', undefined],
      ['GET', '/socket', undefined],
      ['POST', '/messages', { text: 'x' }],
      ['POST', '/read', { seq: 1 }],
    ] as const) {
      const { status } = await alice.ask(method, `/api/chats/${id}${rest}`, body);
      expect([id, rest, [400, 404, 414].includes(status), status]).toEqual([id, rest, true, status]);
    }
  });

  const numbers = ['', '-1', '1.5', '1e3', '0x10', 'NaN', '%00', ' 1', '4294967296', '99999999999', 'x', '١'];
  const queries = [
    ...numbers.flatMap((number) =>
      ['before', 'after', 'around', 'limit'].map((name) => `messages?${name}=${number}`),
    ),
    ...numbers.map((number) => `members?limit=${number}`),
    ...['limit=0', 'limit=101', 'before=1&after=1', 'before=1&around=1', 'after=1&around=1'].map(
      (q) => `messages?${q}`,
    ),
    ...['before=1&before=2', 'limit=5&limit=5', 'unknown=1', 'limit[]=5', '__proto__=1'].map(
      (q) => `messages?${q}`,
    ),
    ...[
      'limit=0',
      'limit=101',
      'cursor=',
      'cursor=%00',
      'cursor=a.b',
      `cursor=${'a'.repeat(1501)}`,
      'cursor=a',
    ].map((q) => `members?${q}`),
  ];
  it('refuses what is out of bounds, doubled, unknown or no number', async () => {
    for (const query of queries) {
      const answer = await alice.ask('GET', `/api/chats/${chatId}/${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
    }
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=x',
      'cursor=',
      'cursor=%20',
      'cursor=x',
      'before=1',
    ]) {
      const answer = await alice.ask('GET', `/api/chats?${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
    }
  });

  it('takes ids in capitals for the same', async () => {
    expect((await chatOf(alice, chatId.toUpperCase())).id).toBe(chatId);
    expect((await trySend(alice, chatId.toUpperCase(), { text: 'x' })).body.chatId).toBe(chatId);
    const { id } = await alice.openDirect({ id: bob.id.toUpperCase() });
    expect(id).toBe(chatId);
  });

  it('answers nobody who is not signed in', async () => {
    for (const token of [undefined, '', 'x', `${alice.access}x`])
      expect((await ask(platform.url, 'GET', '/api/chats', undefined, token)).status).toBe(401);
  });
});
