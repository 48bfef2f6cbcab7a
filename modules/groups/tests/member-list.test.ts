import { randomUUID } from 'node:crypto';
import type { Group, GroupMemberPage } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addMembers, createGroup, query, removeMember, setRole } from './group-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let dan: TestUser;
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  alice = await platform.user('alice', { displayName: 'Алиса Ёлкина' });
  bob = await platform.user('bob', { displayName: 'Bob 100%' });
  carol = await platform.user('carol', { displayName: 'Carol' });
  dan = await platform.user('dan', { displayName: 'Алиса вторая' });
  group = await createGroup(alice, { memberIds: [] });
  for (const user of [bob, carol]) await addMembers(alice, group.chatId, [user.id]);
  await setRole(alice, group.chatId, carol.id, 'admin');
  await platform.settled();
});
afterAll(() => platform.stop());

const list = (params: Record<string, string> = {}, viewer = bob) =>
  viewer.get<GroupMemberPage>(`/api/groups/${group.chatId}/members?${new URLSearchParams(params)}`);
const ids = async (params: Record<string, string> = {}) =>
  (await list(params)).members.map(({ userId }) => userId);

describe('GET /api/groups/{id}/members', () => {
  it('has owners first, then admins, then members by their time, with their profiles', async () => {
    const page = await list();
    expect(page.members.map(({ userId, role }) => [userId, role])).toEqual([
      [alice.id, 'owner'],
      [carol.id, 'admin'],
      [bob.id, 'member'],
    ]);
    expect(new Set(page.users.map(({ id }) => id))).toEqual(new Set([alice.id, bob.id, carol.id]));
  });

  it('comes in pages', async () => {
    const first = await list({ limit: '2' });
    const second = await list({ limit: '2', cursor: first.nextCursor ?? '' });
    expect([...first.members, ...second.members].map(({ userId }) => userId)).toEqual([
      alice.id,
      carol.id,
      bob.id,
    ]);
    expect(second.nextCursor).toBeNull();
    const other = await createGroup(bob);
    const foreign = await bob.ask(
      'GET',
      `/api/groups/${other.chatId}/members?cursor=${first.nextCursor ?? ''}`,
    );
    expect([foreign.status, codeOf(foreign)]).toEqual([400, 'kit.bad_cursor']);
  });

  it('is searched by parts of names and usernames, within this group', async () => {
    expect(await ids({ search: 'елкина алис' })).toEqual([alice.id]);
    expect(await ids({ search: bob.username.slice(2).toUpperCase() })).toEqual([bob.id]);
    expect(await ids({ search: '100%' })).toEqual([bob.id]);
    expect(await ids({ search: 'вторая' })).toEqual([]);
    expect(await ids({ role: 'admin' })).toEqual([carol.id]);
    expect(await ids({ search: 'b', role: 'member' })).toEqual([bob.id]);
    // Mistyped; and in the other alphabet.
    expect(await ids({ search: 'ёлкниа' })).toEqual([alice.id]);
    expect(await ids({ search: 'elkina' })).toEqual([alice.id]);
  });

  it('knows new names', async () => {
    await carol.ask('PATCH', '/api/me', { displayName: 'Каролина' });
    await platform.settled();
    expect(await ids({ search: 'каролина' })).toEqual([carol.id]);
    expect(await ids({ search: 'carolin' })).toEqual([carol.id]);
    await carol.ask('PATCH', '/api/me', { displayName: 'Carol' });
    await platform.settled();
    expect(await ids({ search: 'каролина' })).toEqual([]);
  });

  it('learns the names of those who registered before it listened', async () => {
    await query(platform, 'groups', 'delete from people');
    expect(await ids({ search: 'bob' })).toEqual([]);
    await query(platform, 'groups', `select graphile_worker.add_job('fill-people')`);
    await platform.settled();
    expect(await ids({ search: 'bob' })).toEqual([bob.id]);
  });

  it('is for members only, and ends with membership', async () => {
    const path = `/api/groups/${group.chatId}/members`;
    const absent = await dan.ask('GET', `/api/groups/${randomUUID()}/members`);
    for (const asked of ['', '?search=bob', '?role=owner', '?limit=1']) {
      const answer = await dan.ask('GET', path + asked);
      expect([answer.status, codeOf(answer)]).toEqual([absent.status, codeOf(absent)]);
    }
    await addMembers(alice, group.chatId, [dan.id]);
    expect((await list({}, dan)).members).toHaveLength(4);
    await removeMember(alice, group.chatId, dan.id);
    expect((await dan.ask('GET', path)).status).toBe(404);
  });

  it.each(['role=guest', 'limit=101', 'cursor=abc', 'search=%00'])('refuses ?%s', async (params) => {
    expect((await bob.ask('GET', `/api/groups/${group.chatId}/members?${params}`)).status).toBe(400);
  });
});
