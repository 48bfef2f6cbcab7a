import type { TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemOf } from './problem-of.ts';
import { World } from './world.ts';

let world: World;
let alice: TestUser;
beforeAll(async () => {
  world = await World.start();
  alice = await world.platform.user('alice');
});
afterAll(() => world?.stop());

const queries = [
  ...['0', '-1', '1000000000', '1e9', 'x', '', '1.5', '٣', '101', '1&limit=2'].map(
    (limit) => `limit=${limit}`,
  ),
  ...['x', '', 'name,joined', '--name', 'name;drop', 'name&sort=joined'].map((sort) => `sort=${sort}`),
  ...[
    'x',
    '',
    'é',
    'a b',
    'x'.repeat(1501),
    Buffer.from('[]').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ].map((cursor) => `cursor=${encodeURIComponent(cursor)}`),
  'search=%00',
  'search=a%00b',
  `search=${'x'.repeat(101)}`,
  'search[]=x',
  'search=a&search=b',
  'unknown=1',
  '__proto__=1',
  'ids=',
  'ids=x',
  'ids=,',
  `ids=${Array(101).fill('01a1fbbe-6426-730d-ad3b-a7afe34ba494').join(',')}`,
];
test.each(queries.map((query) => ({ title: query.slice(0, 40), query })))(
  'GET /api/users?$title',
  async ({ query }) => {
    expect(problemOf(await alice.ask('GET', `/api/users?${query}`)), query).toBeNull();
  },
);

/** Cursors of the right list whose position is made up. */
test('forged cursors', async () => {
  const { nextCursor } = await alice
    .get<{ nextCursor: string | null }>('/api/users?limit=1')
    .then(async (first) => {
      if (first.nextCursor) return first;
      await world.platform.user('bob');
      return alice.get<{ nextCursor: string | null }>('/api/users?limit=1');
    });
  const [list] = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString()) as [string];
  const id = alice.id;
  const positions = [
    [],
    ['a'],
    ['a\0b', id],
    ['\ud800', id],
    ['a', 'no id'],
    [5, id],
    [null, id],
    ['a', id, 'more'],
    [{}, {}],
    [['a'], id],
  ];
  for (const position of positions) {
    const cursor = Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
    expect(
      problemOf(await alice.ask('GET', `/api/users?limit=1&cursor=${cursor}`)),
      JSON.stringify(position),
    ).toBeNull();
  }
  const times = list.replace('users:name', 'users:joined');
  for (const at of [-1, 1.5, 1e17, Number.MAX_SAFE_INTEGER, '2026-01-01', null]) {
    const cursor = Buffer.from(JSON.stringify([times, at, id])).toString('base64url');
    expect(
      problemOf(await alice.ask('GET', `/api/users?sort=joined&cursor=${cursor}`)),
      String(at),
    ).toBeNull();
  }
});

test('searches that are odd but right find nothing and break nothing', async () => {
  for (const search of [
    '%',
    '_',
    '\\',
    "'",
    '"',
    '--',
    '\u202e',
    '%25%27',
    'x'.repeat(100),
    '😀',
    'ﷺ'.repeat(50),
    '\t\n',
  ]) {
    const answer = await alice.ask('GET', `/api/users?search=${encodeURIComponent(search)}`);
    expect(answer.status, search).toBe(200);
  }
});
