import type { AdminActList, AdminPeoplePage, AdminPersonDetails, PasswordLink } from '@bridges/contracts';
import { AccountsService, DeactivationChangedSchema, UserUpdatedSchema } from '@bridges/contracts/proto';
import { TestUser } from '@bridges/dev-env';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, testPassword, World } from './world.ts';

let world: World;
let root: TestUser;
beforeAll(async () => {
  world = await World.start({
    ADMIN_EMAIL: 'root@example.org',
    ADMIN_PASSWORD: testPassword,
    // Nobody's last activity moves while pages are turned.
    ACTIVITY_FLUSH_MS: '600000',
  });
  root = await TestUser.signIn(world.platform.url, 'admin');
});
afterAll(() => world?.stop());

const people = (query: string) => root.get<AdminPeoplePage>(`/api/admin/users?${query}`);
const names = async (query: string) => (await people(query)).people.map(({ username }) => username);
const details = (id: string) => root.get<AdminPersonDetails>(`/api/admin/users/${id}`);
const acts = async (query: string) =>
  (await root.get<AdminActList>(`/api/admin/acts/accounts?${query}`)).acts;
const act = (id: string, path: string, body?: unknown) =>
  root.ask('POST', `/api/admin/users/${id}/${path}`, body ?? {});
const setRole = (by: TestUser, id: string, isAdmin: boolean) =>
  by.ask('PUT', `/api/admin/users/${id}/role`, { isAdmin });
const isIn = async (access: string) => (await world.ask('GET', '/api/me', undefined, access)).status === 200;
const signIn = (username: string, password = testPassword) =>
  world.ask('POST', '/api/token/', { username, password });

test('a closed account is out of everything at once, and comes back as it was', async () => {
  const [anna, boris] = [await world.platform.user('anna'), await world.platform.user('boris')];
  const other = await world.signIn(boris.username);
  expect(await isIn(other.access)).toBe(true);
  const linked = await act(boris.id, 'password-link');
  const { url } = linked.body as PasswordLink;
  expect(codeOf(await act(boris.id, 'deactivate', { reason: '  ' }))).toBe('http.invalid_request');

  const seen = await world.watchEvents();
  expect((await act(boris.id, 'deactivate', { reason: 'Left the company' })).status).toBe(204);
  expect([await isIn(boris.access), await isIn(other.access)]).toEqual([false, false]);
  expect((await world.refresh(other.refresh)).status).toBe(401);
  expect(codeOf(await signIn(boris.username))).toBe('accounts.deactivated');
  expect(codeOf(await signIn(boris.username, 'not the password'))).toBe('accounts.wrong_credentials');
  const token = new URL(url).searchParams.get('token');
  const reset = await world.ask('POST', '/api/password/reset', { token, newPassword: 'a new one, please' });
  expect(codeOf(reset)).toBe('accounts.mail_link_invalid');
  const found = await anna.get<{ users: unknown[] }>(`/api/users?search=${boris.username}`);
  expect(found.users).toEqual([]);
  const accounts = world.platform.rpc.client(AccountsService);
  const { users } = await accounts.getUsers({ ids: [boris.id] });
  expect(users[0]).toMatchObject({ username: boris.username, isDeactivated: true });
  const { people: checks } = await accounts.checkPeople({ viewerId: anna.id, userIds: [boris.id] });
  expect(checks[0]).toMatchObject({ canWrite: false, canAddToGroup: false, canSeePresence: false });
  const events = await seen('accounts.user_updated.v1');
  expect(events.map((each) => fromBinary(UserUpdatedSchema, each).user?.isDeactivated)).toEqual([true]);
  const changes = async () =>
    (await seen('accounts.deactivation_changed.v1')).map((each) => {
      const { userId, isDeactivated, version } = fromBinary(DeactivationChangedSchema, each);
      return { userId, isDeactivated, version };
    });
  expect(await changes()).toEqual([{ userId: boris.id, isDeactivated: true, version: 1 }]);

  expect(await details(boris.id)).toMatchObject({
    person: { username: boris.username, deactivatedAt: expect.any(String) },
    sessions: 0,
    deactivationReason: 'Left the company',
  });
  // Again: nothing happens, nothing is noted.
  expect((await act(boris.id, 'deactivate', { reason: 'Once more' })).status).toBe(204);
  for (const path of ['password-link', 'password-letter'])
    expect((await act(boris.id, path)).status).toBe(409);
  expect(codeOf(await setRole(root, boris.id, true))).toBe('accounts.already_deactivated');

  expect((await act(boris.id, 'reactivate', { reason: 'Came back' })).status).toBe(204);
  expect((await changes()).slice(1)).toEqual([{ userId: boris.id, isDeactivated: false, version: 2 }]);
  expect((await signIn(boris.username)).status).toBe(200);
  expect(await isIn(other.access)).toBe(false);
  expect((await accounts.getUsers({ ids: [boris.id] })).users[0]?.isDeactivated).toBe(false);
  const again = await anna.get<{ users: unknown[] }>(`/api/users?search=${boris.username}`);
  expect(again.users).toHaveLength(1);
  expect(await acts(`objectId=${boris.id}`)).toMatchObject([
    { adminId: root.id, act: 'user_reactivated', object: boris.username, reason: 'Came back' },
    { adminId: root.id, act: 'user_deactivated', object: boris.username, reason: 'Left the company' },
    { act: 'password_link_made' },
  ]);
});

test('nobody signs in while the account is being closed', async () => {
  const dan = await world.platform.user('dan');
  const [closed, ...signedIn] = await Promise.all([
    act(dan.id, 'deactivate', { reason: 'Now' }),
    ...Array.from({ length: 6 }, () => signIn(dan.username)),
  ]);
  expect(closed.status).toBe(204);
  for (const { body } of signedIn) {
    const { access } = body as { access?: string };
    if (access) expect(await isIn(access)).toBe(false);
  }
  expect((await details(dan.id)).sessions).toBe(0);
});

test('a role is given and taken at once, whatever tokens say; somebody always is an administrator', async () => {
  const eve = await world.platform.user('eve');
  const asEve = () => eve.ask('GET', '/api/admin/users');
  expect((await asEve()).status).toBe(403);
  expect(codeOf(await setRole(root, root.id, false))).toBe('accounts.last_admin');
  expect((await setRole(root, eve.id, true)).status).toBe(204);
  expect((await asEve()).status).toBe(200);
  expect((await eve.get<{ isAdmin: boolean }>('/api/me')).isAdmin).toBe(true);
  expect(await names('role=admin')).toEqual(expect.arrayContaining(['admin', eve.username]));
  expect(codeOf(await act(root.id, 'deactivate', { reason: 'Me?' }))).toBe('accounts.not_with_yourself');

  const race = await Promise.all([setRole(root, eve.id, false), setRole(eve, root.id, false)]);
  const isRootLast = (await root.ask('GET', '/api/admin/users')).status === 200;
  expect(race.filter(({ status }) => status === 204).length).toBe(1);
  const [last, former] = isRootLast ? [root, eve] : [eve, root];
  expect((await former.ask('GET', '/api/admin/users')).status).toBe(403);
  expect(codeOf(await setRole(last, last.id, false))).toBe('accounts.last_admin');
  await setRole(last, root.id, true);
  if (!isRootLast) await setRole(root, eve.id, false);
  const given = await acts('act=admin_given');
  expect(given.at(-1)).toMatchObject({ object: eve.username, objectId: eve.id, reason: '' });
});

test('a link made for somebody sets a new password once, and a later one voids the earlier', async () => {
  const user = await world.platform.user('frank');
  const made = async () => ((await act(user.id, 'password-link')).body as PasswordLink).url;
  const [first, second] = [await made(), await made()];
  const reset = (url: string, newPassword: string) =>
    world.ask('POST', '/api/password/reset', { token: new URL(url).searchParams.get('token'), newPassword });
  expect(first).toMatch(/^http.*\/reset-password\?token=[\w-]{43}$/);
  expect((await reset(first, 'the first of them')).status).toBe(403);
  expect((await reset(second, 'the second of them')).status).toBe(204);
  expect((await reset(second, 'and once more now')).status).toBe(403);
  expect(await isIn(user.access)).toBe(false);
  expect((await signIn(user.username, 'the second of them')).status).toBe(200);
  const stored = await world.sql<{ row: string }>(
    'select row_to_json(admin_acts)::text as row from admin_acts',
  );
  expect(stored.some(({ row }) => row.includes('token='))).toBe(false);
  expect(codeOf(await act(user.id, 'password-letter'))).toBe('accounts.mail_not_configured');
});

test('somebody is signed out everywhere', async () => {
  const user = await world.platform.user('grace');
  const other = await world.signIn(user.username);
  expect((await details(user.id)).sessions).toBe(2);
  expect((await act(user.id, 'sign-out', { reason: 'A lost phone' })).status).toBe(204);
  expect([await isIn(user.access), await isIn(other.access)]).toEqual([false, false]);
  expect((await signIn(user.username)).status).toBe(200);
});

test('an address is confirmed by hand: the one that stands there, and nobody else’s', async () => {
  const email = 'heidi@example.org';
  const register = (username: string) =>
    world.ask<{ id: string }>('POST', '/api/register', { username, password: testPassword, email });
  const [heidi, thief] = [await register('heidi'), await register('heidi-too')];
  const confirm = (id: string, address: string) => act(id, 'confirm-email', { email: address });
  expect(codeOf(await confirm(heidi.body.id, 'other@example.org'))).toBe('accounts.no_address');
  expect((await confirm(heidi.body.id, 'HEIDI@example.org')).status).toBe(204);
  expect((await details(heidi.body.id)).person).toMatchObject({ email, isEmailConfirmed: true });
  expect((await confirm(heidi.body.id, email)).status).toBe(204);
  expect(codeOf(await confirm(thief.body.id, email))).toBe('accounts.email_taken');
  expect(await acts('act=email_confirmed')).toHaveLength(1);
});

test('people are found by name, username and address, and listed page by page in every order', async () => {
  await world.ask('POST', '/api/register', {
    username: 'ivan77',
    displayName: 'Иван Ёлкин',
    password: testPassword,
    email: 'i.elkin@firm.example',
  });
  for (const search of ['елк', 'ivan77', 'bdfy', 'elkin@firm', 'иван firm'])
    expect(await names(`search=${encodeURIComponent(search)}`)).toEqual(['ivan77']);
  expect(await names('search=%25')).toEqual([]);
  expect(await names('state=deactivated')).toEqual([expect.stringMatching(/^dan/)]);
  for (const sort of ['name', '-name', 'joined', '-joined', 'lastSeen', '-lastSeen']) {
    const whole = (await people(`sort=${sort}&limit=100`)).people.map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: AdminPeoplePage = await people(`sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.people.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
  }
  const other = await people('sort=name&limit=1');
  expect((await root.ask('GET', `/api/admin/users?sort=joined&cursor=${other.nextCursor}`)).status).toBe(400);
});

test('what administrators did is listed page by page, by who, what and whom', async () => {
  const all = await acts('limit=100');
  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: AdminActList = await root.get<AdminActList>(
      `/api/admin/acts/accounts?limit=3${cursor && `&cursor=${cursor}`}`,
    );
    paged.push(...page.acts.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all.map(({ id }) => id));
  const ofRoot = await acts(`adminId=${root.id}&limit=100`);
  expect(ofRoot.length).toBeGreaterThan(0);
  expect(ofRoot.every(({ adminId }) => adminId === root.id)).toBe(true);
  const created = await root.ask<{ key: { id: string } }>('POST', '/api/admin/service-keys', {
    name: 'Shop',
  });
  await root.ask('DELETE', `/api/admin/service-keys/${created.body.key.id}`);
  expect(await acts(`objectId=${created.body.key.id}`)).toMatchObject([
    { act: 'service_key_revoked', object: 'Shop' },
    { act: 'service_key_created', object: 'Shop' },
  ]);
});
