import type { Me } from '@bridges/contracts';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';

interface Printed {
  world: World;
  links: () => string[];
}

/** A world and the set-up links it has announced so far. */
async function startPrinting(env: Record<string, string> = {}): Promise<Printed> {
  const world = await World.start(env);
  onTestFinished(() => world.stop());
  const links = () =>
    world.platform.announcements.flatMap((line) =>
      [...line.matchAll(/(http:\S+)\/setup\?token=([\w-]+)/g)].map((match) => match[2] ?? ''),
    );
  return { world, links };
}

const complete = (world: World, token: string, username: string) =>
  world.ask<Me>('POST', '/api/setup/', { token, username, password: testPassword });
const isNeeded = async (world: World) =>
  (await world.ask<{ isNeeded: boolean }>('GET', '/api/setup')).body.isNeeded;

test('the printed link makes one administrator, once', async () => {
  const { world, links } = await startPrinting();
  const [token = ''] = links();
  expect(token.length).toBeGreaterThanOrEqual(22);
  expect(await isNeeded(world)).toBe(true);
  const wrong = await complete(world, 'A'.repeat(43), 'thief');
  expect([wrong.status, codeOf(wrong)]).toEqual([403, 'accounts.setup_token_invalid']);

  const race = await Promise.all(
    ['root-a', 'root-b', 'root-c'].map((username) => complete(world, token, username)),
  );
  expect(race.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 403, 403]);
  expect(race.find((answer) => answer.status === 201)?.body).toMatchObject({ isAdmin: true });
  expect(await isNeeded(world)).toBe(false);
  expect(codeOf(await complete(world, token, 'late'))).toBe('accounts.setup_token_invalid');

  const [root] = await world.sql<{ username: string }>('select username from users');
  const { access } = await world.signIn(root?.username ?? '');
  expect((await world.ask<Me>('GET', '/api/me', undefined, access)).body.isAdmin).toBe(true);

  await world.platform.restart();
  expect(links()).toHaveLength(1);
});

test('each start makes a new link and voids the older; a taken username leaves it valid', async () => {
  const { world, links } = await startPrinting();
  await world.platform.restart();
  const [first = '', second = ''] = links();
  expect(second).not.toBe(first);
  expect((await complete(world, first, 'root')).status).toBe(403);
  await world.ask('POST', '/api/register', { username: 'root', password: testPassword });
  expect(codeOf(await complete(world, second, 'root'))).toBe('accounts.username_taken');
  expect((await complete(world, second, 'root-2')).status).toBe(201);
});

test('the token is stored as a hash only', async () => {
  const { world, links } = await startPrinting();
  const rows = await world.sql<{ row: string }>(
    'select row_to_json(setup_tokens)::text as row from setup_tokens',
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toContain(links()[0]);
});

test('the environment makes the first administrator instead', async () => {
  const { world, links } = await startPrinting({
    ADMIN_EMAIL: 'Root@Example.org',
    ADMIN_PASSWORD: testPassword,
  });
  expect(links()).toEqual([]);
  expect(await isNeeded(world)).toBe(false);
  const { access } = await world.signIn('root@example.org');
  expect((await world.ask<Me>('GET', '/api/me', undefined, access)).body).toMatchObject({
    username: 'admin',
    isAdmin: true,
  });
  await world.platform.restart();
  expect(await world.sql('select id from users')).toHaveLength(1);
});

test.each([
  [{ ADMIN_EMAIL: 'root@example.org' }, /ADMIN_EMAIL and ADMIN_PASSWORD/],
  [{ ADMIN_EMAIL: 'nonsense', ADMIN_PASSWORD: testPassword }, /ADMIN_EMAIL is not valid/],
  [{ ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: 'short' }, /ADMIN_PASSWORD is not valid/],
])('a wrong environment is one clear sentence: %j', async (env, sentence) => {
  await expect(World.start(env)).rejects.toThrow(sentence);
});
