import { randomUUID } from 'node:crypto';
import type { BanPage, Group } from '@bridges/contracts';
import { GroupsService } from '@bridges/contracts/proto';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { addMembers, chatMembers, createGroup, saidIn, setRole, withoutMessages } from './group-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
/** Public and open. Alice owns it, Bob is an admin, Carol and Mallory are members. */
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol, mallory] = (await Promise.all(
    ['alice', 'bob', 'carol', 'mallory'].map((name) => platform.user(name)),
  )) as [TestUser, TestUser, TestUser, TestUser];
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await createGroup(alice, {
    isPublic: true,
    handle: `open-${randomUUID().slice(0, 8)}`,
    memberIds: [bob.id, carol.id, mallory.id],
  });
  await setRole(alice, group.chatId, bob.id, 'admin');
});

const ban = (actor: TestUser, userId: string) =>
  actor.ask('PUT', `/api/groups/${group.chatId}/bans/${userId}`);
const lift = (actor: TestUser, userId: string) =>
  actor.ask('DELETE', `/api/groups/${group.chatId}/bans/${userId}`);
const bans = async () => (await bob.get<BanPage>(`/api/groups/${group.chatId}/bans`)).bans;

describe('a ban', () => {
  it('takes out and keeps out, by every way', async () => {
    expect((await ban(bob, mallory.id)).status).toBe(204);
    expect((await ban(bob, mallory.id)).status).toBe(204);
    expect((await mallory.ask('GET', `/api/chats/${group.chatId}/messages`)).status).toBe(404);
    const joined = await mallory.ask('POST', `/api/groups/${group.chatId}/join`);
    expect([joined.status, codeOf(joined)]).toEqual([403, 'groups.banned']);
    const byHandle = await mallory.ask('POST', '/api/groups/join', { handle: group.handle });
    expect([byHandle.status, codeOf(byHandle)]).toEqual([403, 'groups.banned']);
    const opened = platform.rpc
      .client(GroupsService)
      .openRoom({ userId: mallory.id, handle: group.handle ?? '' });
    await expect(opened).rejects.toMatchObject({ code: 'groups.banned' });
    const added = await addMembers(alice, group.chatId, [mallory.id]);
    expect(added.body.refused).toEqual([{ userId: mallory.id, reason: 'banned' }]);
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { joinRule: 'approval' });
    expect((await mallory.ask('POST', `/api/groups/${group.chatId}/join`)).status).toBe(403);
    expect((await chatMembers(alice, group.chatId)).has(mallory.id)).toBe(false);
    expect(await saidIn(carol, group.chatId)).toContainEqual([
      bob.id,
      { type: 'memberRemoved', userId: mallory.id, isBanned: true },
    ]);
  });

  it('ends what stood open for her, so that nothing of the group is shown to her any more', async () => {
    const hidden = await createGroup(alice, { title: 'Behind doors', memberIds: [bob.id] });
    const { chatId } = hidden;
    const [dave, erin] = await Promise.all([platform.user('dave'), platform.user('erin')]);
    await alice.ask('POST', `/api/groups/${chatId}/invitations`, { userIds: [dave.id] });
    const link = await alice.ask<{ secret: string }>('POST', `/api/groups/${chatId}/invite-links`, {
      needsApproval: true,
    });
    await erin.ask('POST', `/api/invite-links/${link.body.secret}/join`);
    const shown = async () =>
      JSON.stringify([await dave.get('/api/invitations'), await erin.get('/api/join-requests')]);
    expect((await shown()).match(/Behind doors/g)).toHaveLength(2);
    for (const { id } of [dave, erin]) await alice.ask('PUT', `/api/groups/${chatId}/bans/${id}`);
    await alice.ask('PATCH', `/api/groups/${chatId}`, { title: 'Behind new doors' });
    expect(await shown()).not.toContain('Behind');
    expect(await alice.get(`/api/groups/${chatId}/join-requests`)).toMatchObject({ requests: [], count: 0 });
  });

  it('is listed for admins, and lifted', async () => {
    await ban(bob, mallory.id);
    await ban(alice, carol.id);
    expect((await bans()).map(({ userId, bannedBy }) => [userId, bannedBy])).toEqual([
      [carol.id, alice.id],
      [mallory.id, bob.id],
    ]);
    const page = await bob.get<BanPage>(`/api/groups/${group.chatId}/bans?limit=1`);
    const rest = await bob.get<BanPage>(`/api/groups/${group.chatId}/bans?limit=1&cursor=${page.nextCursor}`);
    expect([page.bans[0]?.userId, rest.bans[0]?.userId, rest.nextCursor]).toEqual([
      carol.id,
      mallory.id,
      null,
    ]);
    for (let time = 0; time < 2; time++) expect((await lift(bob, mallory.id)).status).toBe(204);
    expect((await bans()).map(({ userId }) => userId)).toEqual([carol.id]);
    expect((await mallory.ask('POST', `/api/groups/${group.chatId}/join`)).status).toBe(200);
  });

  it('is set by admins, on others, and on owners by owners', async () => {
    for (const act of [ban, lift]) {
      expect((await act(carol, mallory.id)).status).toBe(403);
      await ban(alice, mallory.id);
      expect((await act(mallory, carol.id)).status).toBe(404);
      await lift(alice, mallory.id);
      await addMembers(alice, group.chatId, [mallory.id]);
    }
    const protectedOwner = await ban(bob, alice.id);
    expect([protectedOwner.status, codeOf(protectedOwner)]).toEqual([403, 'groups.owner_protected']);
    const own = await ban(alice, alice.id);
    expect([own.status, codeOf(own)]).toEqual([400, 'groups.own_ban']);
    for (const user of [carol, mallory])
      expect((await user.ask('GET', `/api/groups/${group.chatId}/bans`)).status).toBe(403);
  });

  it('keeps out who is not in yet, and belongs to one group', async () => {
    const dan = await platform.user('dan');
    expect((await ban(bob, dan.id)).status).toBe(204);
    expect((await dan.ask('POST', `/api/groups/${group.chatId}/join`)).status).toBe(403);
    const other = await createGroup(alice, { isPublic: true, handle: `other-${randomUUID().slice(0, 8)}` });
    expect((await dan.ask('POST', `/api/groups/${other.chatId}/join`)).status).toBe(200);
    expect((await bob.ask('GET', `/api/groups/${other.chatId}/bans`)).status).toBe(404);
    expect((await bob.ask('DELETE', `/api/groups/${other.chatId}/bans/${dan.id}`)).status).toBe(404);
  });

  it('is not acknowledged while messages is away, and holds all the same', async () => {
    await withoutMessages(platform, async () => {
      expect((await ban(bob, mallory.id)).status).toBe(503);
      expect((await mallory.ask('POST', `/api/groups/${group.chatId}/join`)).status).toBe(403);
    });
    expect((await ban(bob, mallory.id)).status).toBe(204);
    expect((await mallory.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(404);
  });

  it('wins or loses against joining at once, and never leaves her in', async () => {
    for (let round = 0; round < 10; round++) {
      await lift(alice, mallory.id);
      await Promise.all([
        ban(alice, mallory.id),
        mallory.ask('POST', `/api/groups/${group.chatId}/join`),
        addMembers(bob, group.chatId, [mallory.id]),
      ]);
      await platform.settled();
      expect((await chatMembers(alice, group.chatId)).has(mallory.id)).toBe(false);
    }
  });
});
