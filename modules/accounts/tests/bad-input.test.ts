import type { TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemOf } from './problem-of.ts';
import { testPassword, World } from './world.ts';

let world: World;
let alice: TestUser;
beforeAll(async () => {
  world = await World.start();
  alice = await world.platform.user('alice');
});
afterAll(() => world?.stop());

const stringFields: [string, string, Record<string, unknown>, string[]][] = [
  [
    'POST',
    '/api/register/',
    { username: 'somebody', password: testPassword },
    ['username', 'password', 'email', 'displayName', 'language'],
  ],
  [
    'POST',
    '/api/setup',
    { token: 'x', username: 'somebody', password: testPassword },
    ['token', 'username', 'password', 'email', 'displayName', 'language'],
  ],
  ['POST', '/api/token/', { username: 'somebody', password: testPassword }, ['username', 'password']],
  ['POST', '/api/sessions', { username: 'somebody', password: testPassword }, ['username', 'password']],
  ['POST', '/api/token/refresh/', {}, ['refresh']],
  ['PATCH', '/api/me', {}, ['displayName', 'bio', 'birthday', 'statusMessage', 'language']],
  [
    'PUT',
    '/api/me/password',
    { currentPassword: 'not the password', newPassword: testPassword },
    ['currentPassword', 'newPassword'],
  ],
];

/** Sent as written, so that what JSON.stringify would mend arrives broken. */
const badValues: Record<string, string> = {
  NUL: String.raw`"a\u0000b-long-enough"`,
  'a lone high surrogate': String.raw`"a\ud800b-long-enough"`,
  'a lone low surrogate': String.raw`"a\udc00b-long-enough"`,
  '1 MB': JSON.stringify('x'.repeat(1_000_000)),
  '100 KB': JSON.stringify('x'.repeat(100_000)),
  number: '5',
  boolean: 'true',
  array: '["x"]',
  object: '{"x":1}',
};

describe.each(stringFields)('%s %s', (method, path, valid, fields) => {
  const send = (body: string) => world.ask(method, path, body, alice.access);

  test.each(Object.keys(badValues))('every string with %s', async (name) => {
    for (const field of fields) {
      const rest = JSON.stringify({ ...valid, [field]: undefined }).slice(1, -1);
      const body = `{${rest}${rest ? ',' : ''}"${field}":${badValues[name]}}`;
      expect(problemOf(await send(body)), `${field}: ${name}`).toBeNull();
    }
  });

  test('unknown, doubled and magic keys, and what is no object', async () => {
    const rest = JSON.stringify(valid).slice(1, -1);
    const more = rest ? `,${rest}` : '';
    const bodies = [
      `{"isAdmin":true${more}}`,
      `{"${fields[0]}":"first-one","${fields[0]}":"second-one"${more}}`,
      `{"__proto__":{"isAdmin":true}${more}}`,
      String.raw`{"\u005f_proto__":{"isAdmin":true}${more}}`,
      `{"constructor":{"prototype":{"isAdmin":true}}${more}}`,
      '[]',
      'null',
      '"text"',
      '5',
      '{',
      '',
      '{"a":1}}',
      '[[[[[[',
    ];
    for (const body of bodies) expect(problemOf(await send(body)), body).toBeNull();
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  test('bytes that are no UTF-8, and other media types', async () => {
    const bytes = Buffer.concat([Buffer.from('{"'), Buffer.from([0xff, 0xfe]), Buffer.from('":1}')]);
    expect(problemOf(await world.ask(method, path, bytes, alice.access)), 'bad UTF-8').toBeNull();
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'nonsense',
    ]) {
      expect(
        problemOf(await world.ask(method, path, 'a=b', alice.access, { 'content-type': type })),
        type,
      ).toBeNull();
    }
  });
});

test('bidi controls in one-line fields become blanks; a name of nothing else is refused', async () => {
  const mended = await alice.ask<{ displayName: string }>('PATCH', '/api/me', {
    displayName: 'a\u202Eb\u2066c',
  });
  expect([mended.status, mended.body.displayName]).toEqual([200, 'a b c']);
  expect(
    problemOf(await alice.ask('PATCH', '/api/me', { displayName: '\u202E \u2066' })),
    'only controls',
  ).toBeNull();
});

test.each(
  ['x', '0', '../me', '%00', '%ff', "'", 'ё', 'a'.repeat(300), '01a1fbbe-6426-730d-ad3b-a7afe34ba49'].map(
    (id) => ({ title: id.slice(0, 40), id }),
  ),
)('ids in paths: $title', async ({ id }) => {
  expect(
    problemOf(await alice.ask('GET', `/api/users/${encodeURIComponent(id).replace('%25', '%')}`)),
    id,
  ).toBeNull();
  expect(
    problemOf(await alice.ask('DELETE', `/api/sessions/${encodeURIComponent(id).replace('%25', '%')}`)),
    id,
  ).toBeNull();
});

test('headers: junk where a token should be, and an endless user agent', async () => {
  for (const authorization of [
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Basic YTpi',
    'bearer a.b.c',
    `Bearer ${'a'.repeat(5000)}.b.c`,
    'x',
  ]) {
    const answer = await world.ask('GET', '/api/me', undefined, undefined, { authorization });
    expect(answer.status, authorization.slice(0, 20)).toBe(401);
  }
  const credentials = { username: alice.username, password: testPassword };
  const answer = await world.ask('POST', '/api/token', credentials, undefined, {
    'user-agent': `${'Ñ'.repeat(8000)} Firefox/1`,
  });
  expect(answer.status).toBe(200);
});

test('after all of it nobody else was disturbed', async () => {
  expect((await alice.ask('GET', '/api/me')).status).toBe(200);
  expect((await world.signIn(alice.username)).access).toBeTruthy();
});
