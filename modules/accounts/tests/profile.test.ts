import type { Me, PublicUser, UserPage } from '@bridges/contracts';
import { UserUpdatedSchema } from '@bridges/contracts/proto';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, World } from './world.ts';

let world: World;
beforeAll(async () => {
  // Her last activity does not move between two answers.
  world = await World.start({ ACTIVITY_FLUSH_MS: '600000' });
});
afterAll(() => world?.stop());

test('I change what I give, the rest stays', async () => {
  const alice = await world.platform.user('alice', { email: 'alice@example.org' });
  const first = await alice.ask<Me>('PATCH', '/api/me/', {
    displayName: ' Алёна  Петрова ',
    bio: 'Line one\nline two 🦊',
    birthday: '1990-05-17',
    statusMessage: 'В отпуске',
    language: 'ru',
  });
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({
    displayName: 'Алёна Петрова',
    bio: 'Line one\nline two 🦊',
    birthday: '1990-05-17',
    language: 'ru',
  });
  const second = await alice.ask<Me>('PATCH', '/api/me', {
    birthday: null,
    language: null,
    statusMessage: '',
  });
  expect(second.body).toEqual({ ...first.body, birthday: null, language: null, statusMessage: '' });
  expect((await alice.ask<Me>('PATCH', '/api/me', {})).body).toEqual(second.body);
  expect(await alice.get('/api/me')).toEqual(second.body);
});

test('others see my public profile, never my address', async () => {
  const bob = await world.platform.user('bob', { email: 'bob@example.org' });
  const mallory = await world.platform.user('mallory');
  const answers = [
    await mallory.ask<PublicUser>('GET', `/api/users/${bob.id}/`),
    await mallory.ask<UserPage>('GET', `/api/users?ids=${bob.id}`),
    await mallory.ask<UserPage>('GET', `/api/users?search=${bob.username}`),
    await mallory.ask<UserPage>('GET', '/api/users?search=bob@example.org'),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
  expect(answers[0]?.body).toMatchObject({ id: bob.id, username: bob.username });
  expect(JSON.stringify(answers.map((answer) => answer.body))).not.toMatch(/example\.org|language/);
  expect(answers[3]?.body).toMatchObject({ users: [] });
});

test('an unknown user is a 404, and nobody looks without signing in', async () => {
  const carol = await world.platform.user('carol');
  const unknown = await carol.ask('GET', '/api/users/01a1fbbe-6426-730d-ad3b-a7afe34ba494');
  expect([unknown.status, codeOf(unknown)]).toEqual([404, 'accounts.user_not_found']);
  for (const path of ['/api/me', '/api/users', `/api/users/${carol.id}`, '/api/sessions']) {
    expect((await world.ask('GET', path)).status).toBe(401);
  }
});

test('several by id at once; unknown ones are left out', async () => {
  const dan = await world.platform.user('dan');
  const eve = await world.platform.user('eve');
  const { users, nextCursor } = await dan.get<UserPage>(
    `/api/users?ids=${eve.id},${dan.id},01a1fbbe-6426-730d-ad3b-a7afe34ba494`,
  );
  expect(users.map((user) => user.id).toSorted()).toEqual([dan.id, eve.id].toSorted());
  expect(nextCursor).toBeNull();
});

test('a changed public profile is an event, a changed language is not', async () => {
  const seen = await world.watchEvents();
  const frank = await world.platform.user('frank');
  await frank.ask('PATCH', '/api/me', { language: 'en' });
  await frank.ask('PATCH', '/api/me', { statusMessage: 'Busy' });
  const events = (await seen('accounts.user_updated.v1')).map((payload) =>
    fromBinary(UserUpdatedSchema, payload),
  );
  expect(events).toHaveLength(1);
  expect(events[0]?.user).toMatchObject({ id: frank.id, statusMessage: 'Busy' });
});

test('birthdays lie between 1900 and today', async () => {
  const grace = await world.platform.user('grace');
  for (const birthday of ['1899-12-31', '2999-01-01', '1990-02-30', '17.05.1990', '', 5]) {
    expect((await grace.ask('PATCH', '/api/me', { birthday })).status, String(birthday)).toBe(400);
  }
});
