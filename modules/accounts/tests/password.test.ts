import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.stop());

const isIn = async (access: string) => (await world.ask('GET', '/api/me', undefined, access)).status === 200;
const change = (access: string, currentPassword: string, newPassword: string) =>
  world.ask('PUT', '/api/me/password/', { currentPassword, newPassword }, access);

test('a new password ends all other sessions and the old password', async () => {
  const alice = await world.platform.user('alice');
  const others = [await world.signIn(alice.username), await world.signIn(alice.username)];
  for (const other of others) expect(await isIn(other.access)).toBe(true);
  expect((await change(alice.access, testPassword, 'a wholly new password')).status).toBe(204);
  for (const other of others) {
    expect(await isIn(other.access)).toBe(false);
    expect((await world.refresh(other.refresh)).status).toBe(401);
  }
  expect(await isIn(alice.access)).toBe(true);
  await expect(world.signIn(alice.username)).rejects.toThrow('accounts.wrong_credentials');
  expect(await isIn((await world.signIn(alice.username, 'a wholly new password')).access)).toBe(true);
});

test('a wrong current password changes nothing', async () => {
  const bob = await world.platform.user('bob');
  const other = await world.signIn(bob.username);
  const answer = await change(bob.access, 'not the password', 'a wholly new password');
  expect([answer.status, codeOf(answer)]).toEqual([403, 'accounts.wrong_password']);
  expect(await isIn(other.access)).toBe(true);
  expect((await change(bob.access, testPassword, 'short')).status).toBe(400);
});

test('of two changes at once one wins', async () => {
  const carol = await world.platform.user('carol');
  const answers = await Promise.all(
    ['new password 1', 'new password 2'].map((next) => change(carol.access, testPassword, next)),
  );
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([204, 403]);
});

test('no session begins with the old password once the change is acknowledged', async () => {
  const dan = await world.platform.user('dan');
  const signIns = Array.from({ length: 8 }, () =>
    world.ask<{ access: string }>('POST', '/api/token', { username: dan.username, password: testPassword }),
  );
  const changed = change(dan.access, testPassword, 'a wholly new password');
  const answers = await Promise.all(signIns);
  expect((await changed).status).toBe(204);
  for (const answer of answers) {
    if (answer.status === 200) expect(await isIn(answer.body.access)).toBe(false);
    else expect(codeOf(answer)).toBe('accounts.wrong_credentials');
  }
  const live = await world.sql('select id from sessions where user_id = $1 and ended_at is null', [dan.id]);
  expect(live).toHaveLength(1);
});
