import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start({
    TRUST_PROXY: '127.0.0.1',
    RATE_LIMIT_SIGN_IN_PER_ACCOUNT: '10',
    RATE_LIMIT_SIGN_IN_PER_ACCOUNT_ELSEWHERE: '15',
    RATE_LIMIT_SIGN_IN_PER_ADDRESS: '40',
    RATE_LIMIT_REGISTER_PER_ADDRESS: '5',
    RATE_LIMIT_REFRESH_PER_ADDRESS: '6',
    RATE_LIMIT_PASSWORD_PER_USER: '3',
  });
});
afterAll(() => world?.stop());

let addressCount = 0;
const newAddress = () => `203.0.113.${++addressCount}`;
const from = (address: string) => ({ 'x-forwarded-for': address });
const register = (username: string, address: string) =>
  world.ask('POST', '/api/register', { username, password: testPassword }, undefined, from(address));
const signIn = (username: string, password: string, address: string) =>
  world.ask<{ access: string; refresh: string }>(
    'POST',
    '/api/token',
    { username, password },
    undefined,
    from(address),
  );

async function codes(count: number, act: () => Promise<{ status: number; body: unknown; headers: Headers }>) {
  const found: string[] = [];
  for (let each = 0; each < count; each++) {
    const answer = await act();
    found.push(answer.status < 300 ? 'ok' : codeOf(answer));
  }
  return found;
}
const times = (count: number, code: string) => Array<string>(count).fill(code);

test('ten wrong passwords, then 429 with a time to wait, for the right one too; other accounts are free', async () => {
  const address = newAddress();
  await register('alice', address);
  expect(await codes(10, () => signIn('alice', 'wrong', address))).toEqual(
    times(10, 'accounts.wrong_credentials'),
  );
  const refused = await signIn('ALICE', testPassword, address);
  expect([refused.status, codeOf(refused)]).toEqual([429, 'kit.rate_limited']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  await register('alice-2', address);
  expect((await signIn('alice-2', testPassword, address)).status).toBe(200);
});

test('an unknown account is limited like a known one', async () => {
  const address = newAddress();
  expect(await codes(11, () => signIn('nobody-here', 'wrong', address))).toEqual([
    ...times(10, 'accounts.wrong_credentials'),
    'kit.rate_limited',
  ]);
});

test('the right password sets the count back', async () => {
  const address = newAddress();
  await register('bob', address);
  for (let round = 0; round < 2; round++) {
    await codes(9, () => signIn('bob', 'wrong', address));
    expect((await signIn('bob', testPassword, address)).status).toBe(200);
  }
});

test('strangers who guess lock nobody out of the places she signs in from', async () => {
  const home = newAddress();
  await register('carol', home);
  expect((await signIn('carol', testPassword, home)).status).toBe(200);
  const guesses = await Promise.all(Array.from({ length: 30 }, () => signIn('carol', 'wrong', newAddress())));
  const found = guesses.map(codeOf);
  expect(found.filter((code) => code === 'accounts.wrong_credentials')).toHaveLength(15);
  expect(found.filter((code) => code === 'kit.rate_limited')).toHaveLength(15);
  expect((await signIn('carol', testPassword, home)).status).toBe(200);
});

test('one address tries many accounts', async () => {
  const address = newAddress();
  const found = await codes(41, () => signIn(`nobody-${Math.random()}`, 'wrong', address));
  expect(found).toEqual([...times(40, 'accounts.wrong_credentials'), 'kit.rate_limited']);
});

test('registration per address; an IPv6 network counts as one', async () => {
  let count = 0;
  const found = await codes(6, () => register(`six-${++count}`, `2001:db8:1:2::${count}`));
  expect(found).toEqual([...times(5, 'ok'), 'kit.rate_limited']);
  expect((await register('six-other', '2001:db8:1:3::1')).status).toBe(201);
});

test('refreshing per address', async () => {
  const address = newAddress();
  const found = await codes(7, () =>
    world.ask('POST', '/api/token/refresh', { refresh: 'unknown' }, undefined, from(address)),
  );
  expect(found).toEqual([...times(6, 'accounts.refresh_invalid'), 'kit.rate_limited']);
});

test('password changes per user', async () => {
  const address = newAddress();
  await register('dan', address);
  const { access } = (await signIn('dan', testPassword, address)).body;
  const change = (currentPassword: string) =>
    world.ask(
      'PUT',
      '/api/me/password',
      { currentPassword, newPassword: 'a wholly new password' },
      access,
      from(address),
    );
  expect(await codes(4, () => change('wrong'))).toEqual([
    ...times(3, 'accounts.wrong_password'),
    'kit.rate_limited',
  ]);
});
