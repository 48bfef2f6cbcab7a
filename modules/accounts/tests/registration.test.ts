import type { Me } from '@bridges/contracts';
import { UserRegisteredSchema } from '@bridges/contracts/proto';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start({}, { hasFullPasswordCost: true });
});
afterAll(() => world?.stop());

const register = (body: unknown, path = '/api/register/') => world.ask<Me>('POST', path, body);

test('the first seeds register with username, password and perhaps e-mail, with or without a slash', async () => {
  const first = await register({ username: 'seed-one', password: testPassword });
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({
    username: 'seed-one',
    displayName: 'seed-one',
    email: null,
    isAdmin: false,
    lastSeenAt: null,
    avatarFileId: null,
  });
  const second = await register(
    { username: 'seed-two', password: testPassword, email: 'Two@Example.org' },
    '/api/register',
  );
  expect(second.status).toBe(201);
  expect(second.body.email).toBe('Two@Example.org');
  expect(JSON.stringify(second.body)).not.toContain('assword');
});

test('a username is taken whatever its case, also by two at once', async () => {
  expect((await register({ username: 'Carol', password: testPassword })).status).toBe(201);
  const again = await register({ username: 'cAROL', password: testPassword });
  expect(again.status).toBe(409);
  expect(codeOf(again)).toBe('accounts.username_taken');
  const race = await Promise.all(
    ['dan', 'Dan', 'DAN', 'dAn'].map((username) => register({ username, password: testPassword })),
  );
  expect(race.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
});

test('nobody learns whether an e-mail address is in use', async () => {
  const first = await register({ username: 'owner', password: testPassword, email: 'same@example.org' });
  const second = await register({ username: 'other', password: testPassword, email: 'SAME@example.org' });
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(Object.keys(second.body).toSorted()).toEqual(Object.keys(first.body).toSorted());
});

test('names are shown in one clean line', async () => {
  const { status, body } = await register({
    username: 'bidi',
    password: testPassword,
    displayName: '  Ann\u202E\u0007 \n Lee ',
  });
  expect(status).toBe(201);
  expect(body.displayName).toBe('Ann Lee');
});

test('the event of it is stored with it', async () => {
  const seen = await world.watchEvents();
  const { body } = await register({
    username: 'evented',
    password: testPassword,
    displayName: 'Ёжик',
    email: 'secret@example.org',
  });
  await register({ username: 'evented', password: testPassword });
  const events = (await seen('accounts.user_registered.v1')).map((payload) =>
    fromBinary(UserRegisteredSchema, payload),
  );
  expect(events).toHaveLength(1);
  expect(events[0]?.user).toMatchObject({
    id: body.id,
    username: 'evented',
    displayName: 'Ёжик',
    isAdmin: false,
  });
  expect(JSON.stringify(events[0]?.user)).not.toContain('secret@');
});

test('passwords are stored as Argon2id only', async () => {
  const rows = await world.sql<{ password_hash: string }>('select password_hash from users');
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
