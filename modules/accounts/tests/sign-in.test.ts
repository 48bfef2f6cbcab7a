import type { ErrorBody, Me } from '@bridges/contracts';
import { SessionStartedSchema } from '@bridges/contracts/proto';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';
import type { TokenPair } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start({}, { hasFullPasswordCost: true });
});
afterAll(() => world?.stop());

const signIn = (username: string, password = testPassword) =>
  world.ask<TokenPair>('POST', '/api/token', { username, password });
const whoIs = async (access: string) =>
  (await world.ask<Me>('GET', '/api/me', undefined, access)).body.username;

test('by username or e-mail address, whatever the case', async () => {
  const alice = await world.platform.user('alice', { email: `Alice.${Date.now()}@Example.org` });
  const email = alice.me.email ?? '';
  for (const login of [
    alice.username,
    alice.username.toUpperCase(),
    email,
    email.toLowerCase(),
    ` ${email} `,
  ]) {
    const { status, body } = await signIn(login);
    expect(status, login).toBe(200);
    expect(await whoIs(body.access)).toBe(alice.username);
  }
});

test('every refusal is the same, to the byte', async () => {
  const bob = await world.platform.user('bob', { email: 'bob@example.org' });
  const refusals = await Promise.all([
    signIn(bob.username, 'not the password'),
    signIn('nobody-of-this-name', 'not the password'),
    signIn('bob@example.org', 'not the password'),
    signIn('nobody@example.org', 'not the password'),
    signIn('a b%c', 'not the password'),
  ]);
  const shapes = refusals.map(({ status, body, headers }) => {
    const { requestId: _, ...error } = (body as unknown as ErrorBody).error;
    return JSON.stringify([status, error, headers.get('content-length')]);
  });
  expect(new Set(shapes).size).toBe(1);
  expect(refusals.map(codeOf)).toEqual(Array(5).fill('accounts.wrong_credentials'));
  expect(refusals[0]?.status).toBe(401);
});

test('an unknown name costs as much as a wrong password', async () => {
  const carol = await world.platform.user('carol');
  const timeMs = async (login: string) => {
    const startedAt = performance.now();
    await signIn(login, 'not the password');
    return performance.now() - startedAt;
  };
  // The quickest of several, in turn: what else the machine does only ever adds, and on a busy one takes more of them.
  const known: number[] = [];
  const unknown: number[] = [];
  const ratio = () => Math.min(...unknown) / Math.min(...known);
  const isAlike = () => ratio() > 0.6 && ratio() < 1.7;
  for (let round = 0; round < 12 || (round < 60 && !isAlike()); round++) {
    known.push(await timeMs(carol.username));
    unknown.push(await timeMs('nobody-at-all'));
  }
  expect(ratio()).toBeGreaterThan(0.6);
  expect(ratio()).toBeLessThan(1.7);
});

test('an address named by several is of who confirmed it, else of who named it first', async () => {
  const first = await world.platform.user('first', { email: 'shared@example.org' });
  const second = await world.platform.user('second', { email: 'shared@example.org' });
  expect(await whoIs((await signIn('shared@example.org')).body.access)).toBe(first.username);
  await world.sql('update users set email_confirmed_at = now() where id = $1', [second.id]);
  expect(await whoIs((await signIn('shared@example.org')).body.access)).toBe(second.username);
});

test('a password may be typed composed or decomposed', async () => {
  await world.ask('POST', '/api/register', { username: 'unicode', password: 'йодль ёлка'.normalize('NFC') });
  expect((await signIn('unicode', 'йодль ёлка'.normalize('NFD'))).status).toBe(200);
});

test('the web signs in with cookies that no script can read', async () => {
  const dan = await world.platform.user('dan');
  const answer = await world.ask<Me>('POST', '/api/sessions', {
    username: dan.username,
    password: testPassword,
  });
  expect(answer.status).toBe(201);
  expect(answer.body.id).toBe(dan.id);
  const cookies = answer.headers.getSetCookie();
  expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['bridges_access', 'bridges_refresh']);
  for (const cookie of cookies) expect(cookie).toMatch(/Path=\/; HttpOnly; SameSite=Lax/);
  expect(JSON.stringify(answer.body)).not.toMatch(/access|refresh/);
});

test('the event of it tells the device', async () => {
  const seen = await world.watchEvents();
  const eve = await world.platform.user('eve');
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  await world.ask('POST', '/api/token', { username: eve.username, password: testPassword }, undefined, {
    'user-agent': userAgent,
  });
  const events = (await seen('accounts.session_started.v1')).map((payload) =>
    fromBinary(SessionStartedSchema, payload),
  );
  expect(events.map((event) => event.device)).toEqual(['API client', 'Firefox on Linux']);
  expect(events[1]).toMatchObject({ userId: eve.id, address: '127.0.0.1' });
});
