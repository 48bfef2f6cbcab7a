import { randomUUID } from 'node:crypto';
import type {
  CreatedInviteLink,
  Group,
  JoinOutcome,
  JoinRequestPage,
  MyJoinRequests,
} from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { addMembers, chatMembers, createGroup } from './group-tools.ts';
import { listen } from './heard.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
/** Alice owns it, Bob is a member; Carol asks to join, Mallory has nothing to do with it. */
let group: Group;
let secret: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  const cast = await Promise.all(['alice', 'bob', 'carol', 'mallory'].map((name) => platform.user(name)));
  [alice, bob, carol, mallory] = cast as [TestUser, TestUser, TestUser, TestUser];
  group = await createGroup(alice, { memberIds: [bob.id] });
  const link = await alice.ask<CreatedInviteLink>('POST', `/api/groups/${group.chatId}/invite-links`, {
    needsApproval: true,
  });
  secret = link.body.secret;
});

const requestsOf = (chatId = group.chatId) => `/api/groups/${chatId}/join-requests`;
const join = (user: TestUser) => user.ask<JoinOutcome>('POST', `/api/invite-links/${secret}/join`);
const answer = (by: TestUser, user: { id: string }, verb: 'approve' | 'decline', chatId = group.chatId) =>
  by.ask('POST', `${requestsOf(chatId)}/${user.id}/${verb}`);
const mine = (user: TestUser) => user.get<MyJoinRequests>('/api/join-requests');

describe('a request to join', () => {
  it('waits, lets nobody in by itself, and is listed to both sides', async () => {
    expect((await join(carol)).body).toEqual({ status: 'requested', chatId: null });
    expect((await join(carol)).body).toEqual({ status: 'requested', chatId: null });
    expect((await carol.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(404);
    expect((await mine(carol)).requests).toMatchObject([{ chatId: group.chatId, group: { title: 'Team' } }]);
    expect((await mine(alice)).waiting).toEqual({ [group.chatId]: 1 });
    expect((await mine(bob)).waiting).toEqual({});
    const page = await alice.get<JoinRequestPage>(requestsOf());
    expect(page).toMatchObject({ requests: [{ userId: carol.id }], users: [{ id: carol.id }], count: 1 });
  });

  it('is approved, and she is in at once', async () => {
    await join(carol);
    expect((await answer(alice, carol, 'approve')).status).toBe(204);
    await carol.post(group.chatId, 'Thank you');
    expect((await answer(alice, carol, 'approve')).status).toBe(204);
    expect((await mine(carol)).requests).toEqual([]);
    expect((await join(carol)).body).toEqual({ status: 'joined', chatId: group.chatId });
    const late = await answer(alice, carol, 'decline');
    expect([late.status, codeOf(late)]).toEqual([404, 'groups.request_not_found']);
  });

  it('is declined, and may be made again', async () => {
    await join(carol);
    expect((await answer(alice, carol, 'decline')).status).toBe(204);
    const again = await answer(alice, carol, 'approve');
    expect([again.status, codeOf(again)]).toEqual([404, 'groups.request_not_found']);
    expect((await chatMembers(alice, group.chatId)).has(carol.id)).toBe(false);
    expect((await join(carol)).body.status).toBe('requested');
  });

  it('is withdrawn', async () => {
    await join(carol);
    const path = `/api/join-requests/${group.chatId}`;
    expect((await carol.ask('DELETE', path)).status).toBe(204);
    expect((await answer(alice, carol, 'approve')).status).toBe(404);
    for (const id of [group.chatId, randomUUID()]) {
      const absent = await carol.ask('DELETE', `/api/join-requests/${id}`);
      expect([absent.status, codeOf(absent)]).toEqual([404, 'groups.request_not_found']);
    }
  });

  it('is told to the devices of owners and admins and of who asks, to nobody else', async () => {
    const [owner, member, asker] = await Promise.all(
      [alice, bob, carol].map((user) => listen(platform, user)),
    );
    if (!owner || !member || !asker) throw new Error('nobody listens');
    await join(carol);
    await expect.poll(() => owner.all('joinRequest')).toHaveLength(1);
    expect(owner.all('joinRequest')[0]).toMatchObject({
      request: { chatId: group.chatId, userId: carol.id },
      users: [{ id: carol.id }],
      waiting: 1,
    });
    expect(asker.all('joinRequest')).toMatchObject([{ waiting: null }]);
    await answer(alice, carol, 'decline');
    const gone = { ev: 'joinRequestGone', chat: group.chatId, user: carol.id, outcome: 'declined' };
    await expect.poll(() => owner.all('joinRequestGone')).toEqual([{ ...gone, waiting: 0 }]);
    await expect.poll(() => asker.all('joinRequestGone')).toEqual([{ ...gone, waiting: null }]);
    expect([...member.all('joinRequest'), ...member.all('joinRequestGone')]).toEqual([]);
  });

  it('is answered by owners and admins only, and in its own group only', async () => {
    await join(carol);
    const other = await createGroup(mallory);
    for (const verb of ['approve', 'decline'] as const) {
      const byMember = await answer(bob, carol, verb);
      expect([byMember.status, codeOf(byMember)]).toEqual([403, 'groups.not_allowed']);
      for (const user of [mallory, carol]) {
        const [foreign, absent] = [
          await answer(user, carol, verb),
          await answer(user, carol, verb, randomUUID()),
        ];
        expect([foreign.status, codeOf(foreign)]).toEqual([404, 'groups.not_found']);
        expect([absent.status, codeOf(absent)]).toEqual([404, 'groups.not_found']);
      }
      const elsewhere = await answer(mallory, carol, verb, other.chatId);
      expect([elsewhere.status, codeOf(elsewhere)]).toEqual([404, 'groups.request_not_found']);
    }
    expect((await bob.ask('GET', requestsOf())).status).toBe(403);
    for (const chatId of [group.chatId, randomUUID()])
      expect((await mallory.ask('GET', requestsOf(chatId))).status).toBe(404);
    expect((await mine(carol)).requests).toHaveLength(1);
  });

  it('is answered one time when two answer at once', async () => {
    await addMembers(alice, group.chatId, [mallory.id]);
    await alice.ask('PUT', `/api/groups/${group.chatId}/members/${mallory.id}/role`, { role: 'admin' });
    await join(carol);
    const answers = await Promise.all([answer(alice, carol, 'approve'), answer(mallory, carol, 'decline')]);
    const isIn = (await chatMembers(alice, group.chatId)).has(carol.id);
    expect(answers.map(({ status }) => status)).toEqual(isIn ? [204, 404] : [404, 204]);
  });

  it('goes when she is added in another way', async () => {
    await join(carol);
    const [owner, asker] = await Promise.all([listen(platform, alice), listen(platform, carol)]);
    await addMembers(alice, group.chatId, [carol.id]);
    await platform.settled();
    expect((await mine(alice)).waiting).toEqual({});
    for (const devices of [owner, asker])
      await expect.poll(() => devices.all('joinRequestGone')).toMatchObject([{ outcome: 'approved' }]);
  });

  it('of somebody banned since is not approved', async () => {
    await join(carol);
    const client = new pg.Client({ connectionString: platform.databaseUrl('groups') });
    await client.connect();
    await client.query(`insert into group_bans values ($1, $2, $3, now())`, [
      group.chatId,
      carol.id,
      alice.id,
    ]);
    await client.end();
    const refused = await answer(alice, carol, 'approve');
    expect([refused.status, codeOf(refused)]).toEqual([409, 'groups.user_banned']);
  });

  it('goes with the group', async () => {
    await join(carol);
    await alice.ask('DELETE', `/api/groups/${group.chatId}`);
    await platform.settled();
    expect((await mine(carol)).requests).toEqual([]);
  });
});

it('pages, the oldest first', async () => {
  const users = [carol, mallory, await platform.user('dan')];
  for (const user of users) await join(user);
  const first = await alice.get<JoinRequestPage>(`${requestsOf()}?limit=2`);
  const second = await alice.get<JoinRequestPage>(`${requestsOf()}?limit=2&cursor=${first.nextCursor}`);
  expect([...first.requests, ...second.requests].map((one) => one.userId)).toEqual(users.map(({ id }) => id));
  expect([first.count, second.nextCursor]).toEqual([3, null]);
});
