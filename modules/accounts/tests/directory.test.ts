import type { PublicUser, UserPage } from '@bridges/contracts';
import { TestUser } from '@bridges/dev-env';
import { plansOf } from '@bridges/dev-env/plans';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { userFind } from '../src/selectors/user-find.ts';
import type { Database } from '../src/tables/database.ts';
import { madeContacts } from './people-tools.ts';
import { codeOf, World } from './world.ts';

let world: World;
let alice: TestUser;

/** 60 people: names repeat, some were never seen, many were seen and joined in one moment. */
beforeAll(async () => {
  world = await World.start();
  alice = await world.platform.user('alice');
  await world.sql(`
    insert into users (id, username, username_key, display_name, name_key, search_text, password_hash, joined_at, last_seen_at)
    select gen_random_uuid(), 'user-' || n, 'user-' || n, 'Name ' || n % 7, 'name ' || n % 7, 'name ' || n % 7 || E'\\nuser-' || n, 'x',
           now() - make_interval(hours => n % 5), case when n % 3 = 0 then null else now() - make_interval(hours => n % 4) end
    from generate_series(1, 60) as n`);
});
afterAll(() => world?.stop());

const page = (query: string) => alice.get<UserPage>(`/api/users?${query}`);

async function walk(query: string, onPage?: () => Promise<void>): Promise<PublicUser[]> {
  const users: PublicUser[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: UserPage = await page(`${query}${cursor ? `&cursor=${cursor}` : ''}`);
    expect(next.users.length).toBeLessThanOrEqual(7);
    users.push(...next.users);
    cursor = next.nextCursor;
    await onPage?.();
  }
  return users;
}

const keys: Record<string, (user: PublicUser) => string> = {
  name: (user) => user.displayName.toLowerCase(),
  joined: (user) => user.joinedAt,
  lastSeen: (user) => user.lastSeenAt ?? '',
};
const sorts = ['name', '-name', 'joined', '-joined', 'lastSeen', '-lastSeen'];

test.each(sorts)('sorted by %s, page by page, everybody once', async (sort) => {
  const users = await walk(`sort=${sort}&limit=7`);
  expect(users).toHaveLength(61);
  expect(new Set(users.map((user) => user.id)).size).toBe(61);
  const key = keys[sort.replace('-', '')] ?? String;
  const found = users.map(key);
  const sorted = found.toSorted();
  expect(found).toEqual(sort.startsWith('-') ? sorted.toReversed() : sorted);
});

test.each(sorts)('who joins meanwhile hides and doubles nobody (%s)', async (sort) => {
  const before = new Set((await walk(`sort=${sort}&limit=7&search=user`)).map((user) => user.id));
  let count = 0;
  const during = await walk(`sort=${sort}&limit=7&search=user`, async () => {
    if (count++ < 6)
      await world.ask('POST', '/api/register', {
        username: `late-user${sort}-${count}`,
        password: 'long enough',
      });
  });
  const ids = during.map((user) => user.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...before].filter((id) => !ids.includes(id))).toEqual([]);
});

test('the default page has 50, by name', async () => {
  const first = await page('');
  expect(first.users).toHaveLength(50);
  expect((await page('sort=name&limit=50')).users).toEqual(first.users);
});

test('search finds parts of name and username, without case, ё as е, words in any order', async () => {
  const names = [
    ['Алёна Петрова', 'alena.p'],
    ['100%_sure\\', 'percent'],
    ['Zoë O’Hara', 'zoe'],
  ] as const;
  for (const [displayName, username] of names) {
    await world.ask('POST', '/api/register', { username, displayName, password: 'long enough' });
  }
  const found = async (search: string) =>
    (await page(`search=${encodeURIComponent(search)}&limit=100`)).users.map((user) => user.username);
  for (const search of ['алена', 'ЛЁН', 'петрова алёна', 'етр', 'LENA.', 'алена lena', ' Алёна   Петрова ']) {
    expect(await found(search), search).toEqual(['alena.p']);
  }
  expect(await found('%_s')).toEqual(['percent']);
  expect(await found('sure\\')).toEqual(['percent']);
  expect(await found('zoë')).toEqual(['zoe']);
  for (const search of ['алена иванова', 'петрова\nalena.p nobody', 'a%p', '_____sure'])
    expect(await found(search), search).toEqual([]);
  expect((await found('   ')).length).toBeGreaterThan(60);
});

test('a new name is found by, and sorted by, at once', async () => {
  const bob = await world.platform.user('bob');
  await bob.ask('PATCH', '/api/me', { displayName: '00 Первый' });
  expect((await page('sort=name&limit=1')).users[0]?.id).toBe(bob.id);
  expect((await page('search=первый')).users.map((user) => user.id)).toEqual([bob.id]);
  // The same keys in the other layout, and in the other alphabet.
  for (const typed of ['gthdsq', 'perviy'])
    expect((await page(`search=${typed}`)).users.map((user) => user.id)).toEqual([bob.id]);
});

test('near misses are found where hardly anybody is, my contacts first, and page by page everybody once', async () => {
  const tag = 'Щелкунчиков';
  const people: TestUser[] = [];
  for (const name of ['Пётр', 'Павел', 'Полина', 'Прохор', 'Платон'])
    people.push(await world.platform.user('shelk', { displayName: `${name} ${tag}` }));
  const found = async (search: string, more = '') =>
    (await page(`search=${encodeURIComponent(search)}${more}`)).users.map(({ displayName }) => displayName);
  const [pyotr, , polina] = people;
  if (!pyotr || !polina) throw new Error('nobody was made');
  for (const typed of ['петр щелкунчиков', 'pyotr shchelkunchikov', 'gtnh otkreyxbrjd', 'пёрт щелкунчкиов'])
    expect(await found(typed), typed).toEqual([`Пётр ${tag}`]);
  await madeContacts(polina, alice);
  const all = await found(tag);
  expect(all).toEqual(
    ['Полина', 'Павел', 'Платон', 'Прохор', 'Пётр']
      .map((name) => `${name} ${tag}`)
      .toSorted(
        (a, b) =>
          Number(b.startsWith('Полина')) - Number(a.startsWith('Полина')) ||
          (a.replace('ё', 'е') < b.replace('ё', 'е') ? -1 : 1),
      ),
  );
  const walked: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: UserPage = await page(`search=shelkunchikov&limit=2${cursor && `&cursor=${cursor}`}`);
    walked.push(...next.users.map(({ displayName }) => displayName));
    cursor = next.nextCursor;
  }
  expect(walked).toEqual(all);
  // Sorted otherwise, a search finds what it always did.
  expect(await found('щелкунчкиов', '&sort=name')).toEqual([]);
  expect(await found('Щелкунчиков Кощей')).toEqual([]);
});

test('a new name, and one that something else wrote, is found after a start', async () => {
  const dan = await world.platform.user('dan', { displayName: 'Дальний Родственник' });
  await world.sql('delete from user_names where user_id = $1', [dan.id]);
  expect((await page('search=родственник')).users).toEqual([]);
  const restarted = await world.platform.restart().then(() => world.platform.url);
  alice = new TestUser(restarted, alice.me, alice);
  expect((await page('search=родственик')).users.map(({ id }) => id)).toEqual([dan.id]);
});

test('a cursor fits its own list only', async () => {
  const { nextCursor } = await page('sort=name&limit=5');
  for (const query of ['sort=-name', 'sort=joined', 'sort=name&search=user', '']) {
    const answer = await alice.ask('GET', `/api/users?${query}&cursor=${nextCursor}`);
    if (query === '') expect(answer.status).toBe(200);
    else expect([answer.status, codeOf(answer)], query).toEqual([400, 'kit.bad_cursor']);
  }
});

test('each order and the search have their index', async () => {
  const plan = async (query: string) => {
    await world.sql('analyze users');
    const rows = await world.sql<{ 'QUERY PLAN': string }>(`explain ${query}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  await world.sql(`
    insert into users (id, username, username_key, display_name, name_key, search_text, password_hash, joined_at)
    select gen_random_uuid(), 'many' || n, 'many' || n, md5(n::text), md5(n::text), md5(n::text) || E'\\nmany' || n, 'x', now()
    from generate_series(1, 20000) as n`);
  expect(await plan('select * from users order by name_key, id limit 50')).toContain('users_by_name');
  expect(await plan('select * from users order by joined_at desc, id desc limit 50')).toContain(
    'users_by_joined',
  );
  expect(
    await plan(
      "select * from users order by case when who_can_see_last_seen = 'everyone' then coalesce(last_seen_at, to_timestamp(0)) else to_timestamp(0) end desc, id desc limit 50",
    ),
  ).toContain('users_by_last_seen');
  expect(await plan(`select * from users where search_text like '%abcdef%'`)).toContain('users_search');
  await world.sql(`
    insert into user_names (user_id, text, keys) select id, ' ' || search_text || ' ', array[hashtext(search_text)] from users
    on conflict do nothing`);
  // What waits in front of the indexes would count against them.
  await world.sql('vacuum analyze user_names');
  const found = await plan(
    `select * from user_names where keys && '{1,2,3}'::int[] or text like any('{%abcdef%,%фивапр%}'::text[])`,
  );
  expect(found).toContain('user_names_keys');
  expect(found).toContain('user_names_text');
  // The statements that a search really makes: as typed, with a typing error, among contacts, from a place on.
  const plans = await plansOf(world.platform.databaseUrl('accounts'), async (db) => {
    const asked = db as Kysely<Database>;
    for (const among of ['all', 'contacts'] as const)
      for (const search of ['петров', 'ivan petorv', 'alekseenko'])
        await userFind(asked, alice.id, { search, among });
    const { nextCursor } = await userFind(asked, alice.id, { search: 'many1', among: 'all', limit: 1 });
    await userFind(asked, alice.id, { search: 'many1', among: 'all', cursor: nextCursor ?? '' });
  });
  const ofNames = plans.filter((each) => each.includes('user_names'));
  expect(ofNames.length).toBeGreaterThan(10);
  for (const each of ofNames) {
    expect(each).not.toContain('Seq Scan on user_names');
    expect(each).toMatch(/user_names_(?:keys|text|pkey)/);
    expect(each).not.toContain('Seq Scan on users');
  }
});
