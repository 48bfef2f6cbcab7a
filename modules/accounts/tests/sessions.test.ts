import type { Me, Session } from '@bridges/contracts';
import type { TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';
import type { TokenPair } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start({ ACTIVITY_FLUSH_MS: '50' });
});
afterAll(() => world?.stop());

const isIn = async (access: string) => (await world.ask('GET', '/api/me', undefined, access)).status === 200;
const list = async (access: string) =>
  (await world.ask<{ sessions: Session[] }>('GET', '/api/sessions/', undefined, access)).body.sessions;
const end = (access: string, id: string) => world.ask('DELETE', `/api/sessions/${id}`, undefined, access);

async function currentOf(access: string): Promise<Session> {
  const session = (await list(access)).find((each) => each.isCurrent);
  if (!session) throw new Error('no current session');
  return session;
}

test('I see my devices, which one this is, and nobody else’s', async () => {
  const alice = await world.platform.user('alice');
  await world.platform.user('mallory');
  const userAgent =
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';
  const body = { username: alice.username, password: testPassword };
  await world.ask<TokenPair>('POST', '/api/token', body, undefined, { 'user-agent': userAgent });
  const sessions = await list(alice.access);
  expect(sessions.map(({ device, address, isCurrent }) => ({ device, address, isCurrent }))).toEqual(
    expect.arrayContaining([
      { device: 'Chrome on Android', address: '127.0.0.1', isCurrent: false },
      { device: 'API client', address: '127.0.0.1', isCurrent: true },
    ]),
  );
  expect(sessions).toHaveLength(2);
});

test('an ended session is refused at once, its refresh token too', async () => {
  const bob = await world.platform.user('bob');
  const other = await world.signIn(bob.username);
  // So that the answer to "is it live?" is cached.
  expect(await isIn(other.access)).toBe(true);
  const { id } = await currentOf(other.access);
  expect((await end(bob.access, id)).status).toBe(204);
  expect(await isIn(other.access)).toBe(false);
  expect((await world.refresh(other.refresh)).status).toBe(401);
  expect(await isIn(bob.access)).toBe(true);
  expect(codeOf(await end(bob.access, id))).toBe('accounts.session_not_found');
});

test('signing out ends this session and clears the cookies', async () => {
  const carol = await world.platform.user('carol');
  const signedIn = await world.ask('POST', '/api/sessions', {
    username: carol.username,
    password: testPassword,
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const origin = world.platform.url;
  const foreign = await world.ask('DELETE', '/api/sessions/current', undefined, undefined, {
    cookie,
    origin: 'https://evil.example',
  });
  expect(codeOf(foreign)).toBe('http.foreign_origin');
  const answer = await world.ask('DELETE', '/api/sessions/current', undefined, undefined, { cookie, origin });
  expect(answer.status).toBe(204);
  expect(answer.headers.getSetCookie().every((each) => /^bridges_\w+=; Max-Age=0/.test(each))).toBe(true);
  expect((await world.ask('GET', '/api/me', undefined, undefined, { cookie })).status).toBe(401);
  expect(await isIn(carol.access)).toBe(true);
});

test('a session of somebody else, an unknown one and nonsense are not mine to end', async () => {
  const dan = await world.platform.user('dan');
  const mallory = await world.platform.user('mallory');
  const { id } = await currentOf(dan.access);
  const foreign = await end(mallory.access, id);
  const unknown = await end(mallory.access, '01a1fbbe-6426-730d-ad3b-a7afe34ba494');
  expect([foreign.status, codeOf(foreign)]).toEqual([404, 'accounts.session_not_found']);
  expect([unknown.status, codeOf(unknown)]).toEqual([404, 'accounts.session_not_found']);
  expect((await end(mallory.access, 'CURRENT')).status).toBe(400);
  expect(await isIn(dan.access)).toBe(true);
});

test('all others end together', async () => {
  const eve = await world.platform.user('eve');
  const others = [
    await world.signIn(eve.username),
    await world.signIn(eve.username),
    await world.signIn(eve.username),
  ];
  for (const other of others) expect(await isIn(other.access)).toBe(true);
  const answer = await eve.ask<{ endedCount: number }>('DELETE', '/api/sessions/');
  expect([answer.status, answer.body]).toEqual([200, { endedCount: 3 }]);
  for (const other of others) expect(await isIn(other.access)).toBe(false);
  expect(await list(eve.access)).toHaveLength(1);
});

test('a session ended while it is used never answers after the end was acknowledged', async () => {
  const frank = await world.platform.user('frank');
  const other = await world.signIn(frank.username);
  const { id } = await currentOf(other.access);
  let isAcknowledged = false;
  const late: boolean[] = [];
  const use = async () => {
    while (!isAcknowledged) {
      const startedAfter = isAcknowledged;
      const wasIn = await isIn(other.access);
      if (startedAfter) late.push(wasIn);
    }
    late.push(await isIn(other.access));
  };
  const users = [use(), use(), use(), use()];
  await end(frank.access, id);
  isAcknowledged = true;
  await Promise.all(users);
  expect(late).toEqual([false, false, false, false]);
});

test('requests move last use and last seen, without a write for each', async () => {
  const grace = await world.platform.user('grace');
  const longAgo = '2026-01-01T00:00:00.000Z';
  await world.sql('update sessions set last_used_at = $1 where user_id = $2', [longAgo, grace.id]);
  await world.sql('update users set last_seen_at = $1 where id = $2', [longAgo, grace.id]);
  await isIn(grace.access);
  await expect
    .poll(async () => (await currentOf(grace.access)).lastUsedAt > longAgo, { timeout: 40_000 })
    .toBe(true);
  const { lastSeenAt } = await grace.get<{ lastSeenAt: string }>('/api/me');
  expect(Date.now() - Date.parse(lastSeenAt)).toBeLessThan(60_000);
});

test('the hourly job ends what expired and forgets what ended long ago', async () => {
  const heidi: TestUser = await world.platform.user('heidi');
  const old = await currentOf(heidi.access);
  await world.sql(`update sessions set ended_at = now() - interval '31 days' where id = $1`, [old.id]);
  const expired = await world.signIn(heidi.username);
  const { id } = await currentOf(expired.access);
  await world.sql('update sessions set expires_at = now() where id = $1', [id]);
  await world.sql(`select graphile_worker.add_job('purge-expired-sessions')`);
  const state = () =>
    world.sql('select id, end_reason from sessions where user_id = $1 order by created_at', [heidi.id]);
  await expect.poll(state, { timeout: 10_000 }).toEqual([{ id, end_reason: 'expired' }]);
});

test('when somebody signed in last is known to her and to administrators, and to nobody else', async () => {
  const [alice, bob, boss] = await Promise.all(
    ['alice', 'bob', 'boss'].map((name) => world.platform.user(name)),
  );
  if (!alice || !bob || !boss) throw new Error('nobody');
  await world.sql('update users set is_admin = true where id = $1', [boss.id]);
  const { access: admin } = await world.signIn(boss.username);
  const before = (await alice.get<Me>('/api/me')).lastSignInAt ?? '';
  const { access } = await world.signIn(alice.username);
  const me = (await world.ask<Me>('GET', '/api/me', undefined, access)).body;
  expect(Date.parse(me.lastSignInAt ?? '')).toBeGreaterThan(Date.parse(before));
  expect(me.lastSignInAt).toBe((await currentOf(access)).createdAt);
  // Using the account is no sign-in, and a wrong password is none.
  await world.ask('POST', '/api/token/', { username: alice.username, password: 'a wrong password' });
  const seenBy = async (token: string, path: string) => (await world.ask('GET', path, undefined, token)).body;
  const paths = [
    `/api/users/${alice.id}`,
    `/api/users?ids=${alice.id}`,
    `/api/users?search=${alice.username}`,
  ];
  for (const path of paths) {
    expect([path, JSON.stringify(await seenBy(bob.access, path))]).not.toEqual([
      path,
      expect.stringContaining('lastSignInAt') as string,
    ]);
    for (const token of [admin, access])
      expect([path, JSON.stringify(await seenBy(token, path))]).toEqual([
        path,
        expect.stringContaining(`"lastSignInAt":"${me.lastSignInAt}"`) as string,
      ]);
  }
});
