import { createHash, randomUUID } from 'node:crypto';
import type { CreatedServiceKey, ServiceKeyList } from '@bridges/contracts';
import { AccountsService } from '@bridges/contracts/proto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';

const environmentSecret = `bsk_${'e'.repeat(40)}`;
const path = '/api/admin/service-keys';
let world: World;
let admin: string;
let user: string;

beforeAll(async () => {
  world = await World.start({
    ADMIN_EMAIL: 'root@example.org',
    ADMIN_PASSWORD: testPassword,
    SERVICE_KEYS: `till:${environmentSecret}`,
  });
  admin = (await world.signIn('root@example.org')).access;
  user = (await world.platform.user('alice')).access;
});
afterAll(() => world.stop());

const create = (body: unknown = { name: 'Shop' }) => world.ask<CreatedServiceKey>('POST', path, body, admin);
const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
const check = async (secret: string) =>
  (await world.platform.rpc.client(AccountsService).checkServiceKey({ secretHash: hashOf(secret) })).key;

test('a key works until it is taken back; its secret is told once and stored as a hash', async () => {
  const { status, body } = await create();
  expect(status).toBe(201);
  expect(body.secret).toMatch(/^bsk_[\w-]{43}$/);
  expect(body.key).toMatchObject({ name: 'Shop', scopes: ['contexts'], lastUsedAt: null });
  expect(body.secret.startsWith(body.key.prefix)).toBe(true);
  expect(await check(body.secret)).toMatchObject({ id: body.key.id, name: 'Shop', scopes: ['contexts'] });

  const listed = await world.ask<ServiceKeyList>('GET', path, undefined, admin);
  expect(listed.body.keys).toContainEqual({ ...body.key, lastUsedAt: expect.any(String) });
  expect(JSON.stringify(listed.body)).not.toContain(body.secret);
  const rows = await world.sql<{ row: string }>(
    'select row_to_json(service_keys)::text as row from service_keys',
  );
  expect(JSON.stringify(rows)).not.toContain(body.secret);

  const revoke = () => world.ask('DELETE', `${path}/${body.key.id}`, undefined, admin);
  expect((await revoke()).status).toBe(204);
  expect(await check(body.secret)).toBeUndefined();
  const again = await revoke();
  expect([again.status, codeOf(again)]).toEqual([404, 'accounts.service_key_not_found']);
});

test('keys of the environment work, and are not listed', async () => {
  expect(await check(environmentSecret)).toMatchObject({ name: 'till', scopes: ['contexts'] });
  const listed = await world.ask<ServiceKeyList>('GET', path, undefined, admin);
  expect(listed.body.keys.map((key) => key.name)).not.toContain('till');
});

test('nobody else knows', async () => {
  for (const secret of ['', 'bsk_', `bsk_${'x'.repeat(43)}`, environmentSecret.slice(0, -1)])
    expect(await check(secret)).toBeUndefined();
  const { checkServiceKey } = world.platform.rpc.client(AccountsService);
  expect((await checkServiceKey({ secretHash: new Uint8Array(3) })).key).toBeUndefined();
});

test('only administrators make, see and take back keys', async () => {
  const asks = [
    ['POST', path, { name: 'x' }],
    ['GET', path, undefined],
    ['DELETE', `${path}/${randomUUID()}`, undefined],
  ] as const;
  for (const [method, address, body] of asks) {
    expect((await world.ask(method, address, body)).status).toBe(401);
    expect((await world.ask(method, address, body, user)).status).toBe(403);
    expect((await world.ask(method, address, body, environmentSecret)).status).toBe(401);
  }
});

test('a service key opens no door of users', async () => {
  const { secret } = (await create()).body;
  for (const address of ['/api/me', '/api/users', '/api/sessions'])
    expect((await world.ask('GET', address, undefined, secret)).status).toBe(401);
});

test.each([
  [{}],
  [{ name: '' }],
  [{ name: 'x', scopes: [] }],
  [{ name: 'x', scopes: ['everything'] }],
  [{ name: 'x'.repeat(65) }],
  [{ name: 'x', secret: 'mine' }],
])('refuses %j', async (body) => {
  expect((await create(body)).status).toBe(400);
});

test.each(['x', 'till:short', 'till:bsk_short', `${environmentSecret}`, `a b:${environmentSecret}`])(
  'SERVICE_KEYS=%s is one clear sentence',
  async (SERVICE_KEYS) => {
    await expect(World.start({ SERVICE_KEYS })).rejects.toThrow(/SERVICE_KEYS.* is not valid: each must be/);
  },
);

test('usernames are resolved without regard to case, and only those of somebody', async () => {
  const carol = await world.platform.user('carol');
  const asked = carol.username.toUpperCase();
  const { userIds } = await world.platform.rpc
    .client(AccountsService)
    .resolveUsernames({ usernames: [asked, 'nobody-here'] });
  expect(userIds).toEqual({ [asked]: carol.id });
});
