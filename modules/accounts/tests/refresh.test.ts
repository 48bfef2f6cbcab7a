import { SessionsEndedSchema } from '@bridges/contracts/proto';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.stop());

const isIn = async (access: string) => (await world.ask('GET', '/api/me', undefined, access)).status === 200;
const passGrace = () => world.sql(`update sessions set rotated_at = rotated_at - interval '31 s'`);

test('each refresh yields a new pair of the same session', async () => {
  const alice = await world.platform.user('alice');
  const first = await world.refresh(alice.refresh);
  expect(first.status).toBe(200);
  expect(first.body.refresh).not.toBe(alice.refresh);
  expect(first.body.access).not.toBe(alice.access);
  expect((await world.refresh(first.body.refresh)).status).toBe(200);
  const sessions = await world.ask<{ sessions: unknown[] }>(
    'GET',
    '/api/sessions',
    undefined,
    first.body.access,
  );
  expect(sessions.body.sessions).toHaveLength(1);
});

test('the previous token works once more within the grace, and both answers work', async () => {
  const bob = await world.platform.user('bob');
  const lost = await world.refresh(bob.refresh);
  const again = await world.refresh(bob.refresh);
  expect(again.status).toBe(200);
  expect(again.body.refresh).not.toBe(lost.body.refresh);
  expect((await world.refresh(again.body.refresh)).status).toBe(200);
  expect((await world.refresh(lost.body.refresh)).status).toBe(200);
  expect(await isIn(bob.access)).toBe(true);
});

test('a third use ends the session at once', async () => {
  const carol = await world.platform.user('carol');
  const seen = await world.watchEvents();
  await world.refresh(carol.refresh);
  const { body } = await world.refresh(carol.refresh);
  expect(await isIn(body.access)).toBe(true);
  const third = await world.refresh(carol.refresh);
  expect([third.status, codeOf(third)]).toEqual([401, 'accounts.refresh_invalid']);
  expect(await isIn(body.access)).toBe(false);
  expect(await isIn(carol.access)).toBe(false);
  expect((await world.refresh(body.refresh)).status).toBe(401);
  const events = (await seen('accounts.sessions_ended.v1')).map((payload) =>
    fromBinary(SessionsEndedSchema, payload),
  );
  expect(events).toMatchObject([{ userId: carol.id, reason: 'refresh_reused' }]);
});

test('the previous token after the grace ends the session, and no other', async () => {
  const dan = await world.platform.user('dan');
  const elsewhere = await world.signIn(dan.username);
  const { body } = await world.refresh(dan.refresh);
  await passGrace();
  expect((await world.refresh(dan.refresh)).status).toBe(401);
  expect(await isIn(body.access)).toBe(false);
  expect(await isIn(elsewhere.access)).toBe(true);
});

test('an older token ends the session even within the grace', async () => {
  const eve = await world.platform.user('eve');
  const second = await world.refresh(eve.refresh);
  const third = await world.refresh(second.body.refresh);
  expect((await world.refresh(eve.refresh)).status).toBe(401);
  expect(await isIn(third.body.access)).toBe(false);
});

test('who took the grace cannot go on beside the owner', async () => {
  const frank = await world.platform.user('frank');
  const owner = await world.refresh(frank.refresh);
  const thief = await world.refresh(frank.refresh);
  const ownerNext = await world.refresh(owner.body.refresh);
  expect(ownerNext.status).toBe(200);
  await passGrace();
  expect((await world.refresh(thief.body.refresh)).status).toBe(401);
  expect(await isIn(ownerNext.body.access)).toBe(false);
});

test('of many at once exactly two get a pair, and then the session is over', async () => {
  const grace = await world.platform.user('grace');
  const answers = await Promise.all(Array.from({ length: 12 }, () => world.refresh(grace.refresh)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(2);
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10);
  expect(await isIn(grace.access)).toBe(false);
});

test('two tabs at once both stay signed in', async () => {
  const heidi = await world.platform.user('heidi');
  const tabs = await Promise.all([world.refresh(heidi.refresh), world.refresh(heidi.refresh)]);
  expect(tabs.map((tab) => tab.status)).toEqual([200, 200]);
  for (const tab of tabs) expect(await isIn(tab.body.access)).toBe(true);
});

test('a session that was not refreshed for 60 days is over; refreshing moves its end', async () => {
  const ivan = await world.platform.user('ivan');
  const elapse = (days: number) =>
    world.sql(`update sessions set expires_at = expires_at - make_interval(days => $1) where user_id = $2`, [
      days,
      ivan.id,
    ]);
  await elapse(59);
  const { status, body } = await world.refresh(ivan.refresh);
  expect(status).toBe(200);
  await elapse(59);
  const next = await world.refresh(body.refresh);
  expect(next.status).toBe(200);
  await elapse(61);
  expect((await world.refresh(next.body.refresh)).status).toBe(401);
});

test('unknown tokens and access tokens refresh nothing', async () => {
  const judy = await world.platform.user('judy');
  for (const token of ['x', 'A'.repeat(43), judy.access.slice(0, 500), judy.me.id, 'ё']) {
    const answer = await world.refresh(token);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'accounts.refresh_invalid']);
  }
  expect(await isIn(judy.access)).toBe(true);
});

test('nothing stored is of use to who reads the database', async () => {
  const kim = await world.platform.user('kim');
  const rows = await world.sql<{ row: string }>(
    'select row_to_json(refresh_tokens)::text as row from refresh_tokens',
  );
  expect(rows.some(({ row }) => row.includes(kim.refresh))).toBe(false);
});

test('the web refreshes by cookie, from its own site only', async () => {
  const leo = await world.platform.user('leo');
  const signedIn = await world.ask('POST', '/api/sessions', {
    username: leo.username,
    password: testPassword,
  });
  const cookieOf = (answer: { headers: Headers }) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  const refresh = (cookie: string, headers: Record<string, string>) =>
    world.ask('POST', '/api/sessions/refresh', undefined, undefined, { cookie, ...headers });
  const origin = world.platform.url;

  const foreign = await refresh(cookieOf(signedIn), { origin: 'https://evil.example' });
  expect([foreign.status, codeOf(foreign)]).toEqual([403, 'http.foreign_origin']);
  expect((await refresh(cookieOf(signedIn), {})).status).toBe(403);

  const renewed = await refresh(cookieOf(signedIn), { origin });
  expect(renewed.status).toBe(200);
  expect(renewed.body).toMatchObject({ id: leo.id });
  expect(cookieOf(renewed)).not.toBe(cookieOf(signedIn));
  await refresh(cookieOf(signedIn), { origin });
  const reused = await refresh(cookieOf(signedIn), { origin });
  expect(reused.status).toBe(401);
  expect(cookieOf(reused)).toBe('bridges_access=; bridges_refresh=');
  expect((await refresh('', { origin })).status).toBe(401);
});
