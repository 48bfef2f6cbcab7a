import { randomUUID } from 'node:crypto';
import type { Group, Invitation, InvitationPage } from '@bridges/contracts';
import { ask, codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { addMembers, chatMembers, createGroup, removeMember } from './group-tools.ts';
import { listen } from './heard.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
/** Alice owns it, Bob is a plain member who may add people. Carol and Mallory are outside. */
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  const cast = await Promise.all(['alice', 'bob', 'carol', 'mallory'].map((name) => platform.user(name)));
  [alice, bob, carol, mallory] = cast as [TestUser, TestUser, TestUser, TestUser];
  group = await createGroup(alice, {
    memberIds: [bob.id],
    addRole: 'member',
    description: 'Private matters',
  });
});

const invite = (by: TestUser, userIds: string[], role?: string, chatId = group.chatId) =>
  by.ask<{ invitations: Invitation[] }>('POST', `/api/groups/${chatId}/invitations`, { userIds, role });
const answer = (user: TestUser, id: string, verb: 'accept' | 'decline') =>
  user.ask<Group>('POST', `/api/invitations/${id}/${verb}`);
const cancel = (user: TestUser, id: string) => user.ask('DELETE', `/api/invitations/${id}`);
const invitedTo = async (user: TestUser) => (await user.get<InvitationPage>('/api/invitations')).invitations;

async function invited(by: TestUser, user: TestUser, role?: string): Promise<Invitation> {
  const { status, body } = await invite(by, [user.id], role);
  if (status !== 200 || !body.invitations[0]) throw new Error(JSON.stringify(body));
  return body.invitations[0];
}

async function sql(text: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: platform.databaseUrl('groups') });
  await client.connect();
  await client.query(text, values).finally(() => client.end());
}

describe('an invitation', () => {
  it('is listed to the invited, accepted, and she reads and writes at once', async () => {
    const { id } = await invited(alice, carol);
    const page = await carol.get<InvitationPage>('/api/invitations');
    expect(page.invitations).toEqual([
      expect.objectContaining({
        id,
        chatId: group.chatId,
        inviterId: alice.id,
        role: 'member',
        group: { title: 'Team', description: 'Private matters', pictureFileId: null, memberCount: 2 },
      }),
    ]);
    expect(page.users.map((user) => user.id)).toEqual([alice.id]);
    const accepted = await answer(carol, id, 'accept');
    expect([accepted.status, accepted.body.role, accepted.body.memberCount]).toEqual([200, 'member', 3]);
    await carol.post(group.chatId, 'Thank you');
    expect((await answer(carol, id, 'accept')).status).toBe(200);
    expect(await invitedTo(carol)).toEqual([]);
    expect((await chatMembers(alice, group.chatId)).size).toBe(3);
  });

  it('is declined, and may be written anew', async () => {
    const { id } = await invited(alice, carol);
    expect((await answer(carol, id, 'decline')).status).toBe(204);
    expect((await answer(carol, id, 'decline')).status).toBe(204);
    expect((await answer(carol, id, 'accept')).status).toBe(404);
    const again = await invited(alice, carol);
    expect(again.id).not.toBe(id);
    expect((await answer(carol, again.id, 'accept')).status).toBe(200);
  });

  it('is one, however often and by whomever it is written', async () => {
    const first = await invited(bob, carol);
    const answers = await Promise.all([alice, bob, alice].map((by) => invite(by, [carol.id, carol.id])));
    for (const { body } of answers) expect(body.invitations).toEqual([first]);
    expect((await invitedTo(carol)).map(({ id }) => id)).toEqual([first.id]);
  });

  it('leaves members out', async () => {
    expect((await invite(alice, [bob.id, alice.id])).body.invitations).toEqual([]);
  });

  it('ends after 30 days', async () => {
    const invitation = await invited(alice, carol);
    const days = (Date.parse(invitation.expiresAt) - Date.parse(invitation.createdAt)) / 86_400_000;
    expect(days).toBe(30);
    await sql(`update invitations set expires_at = now() - interval '1 second' where id = $1`, [
      invitation.id,
    ]);
    expect(await invitedTo(carol)).toEqual([]);
    expect((await answer(carol, invitation.id, 'accept')).status).toBe(404);
    const again = await invited(alice, carol);
    expect(again.id).not.toBe(invitation.id);
    await sql(`select graphile_worker.add_job('purge-invitations')`);
    await platform.settled();
    expect((await invitedTo(carol)).map(({ id }) => id)).toEqual([again.id]);
  });

  it('is told to the devices of both sides', async () => {
    const [hers, his] = await Promise.all([listen(platform, carol), listen(platform, bob)]);
    const { id } = await invited(bob, carol);
    await expect.poll(() => hers.all('invitation')).toHaveLength(1);
    expect(hers.all('invitation')[0]).toMatchObject({ invitation: { id }, users: [{ id: bob.id }] });
    await answer(carol, id, 'decline');
    const gone = {
      ev: 'invitationGone',
      invitation: id,
      chat: group.chatId,
      user: carol.id,
      outcome: 'declined',
    };
    for (const devices of [hers, his]) await expect.poll(() => devices.all('invitationGone')).toEqual([gone]);
    const second = await invited(bob, carol);
    await cancel(alice, second.id);
    await expect.poll(() => hers.all('invitationGone').at(-1)).toMatchObject({ outcome: 'cancelled' });
  });
});

describe('who may invite', () => {
  it('only members with the right to add; the rest learn nothing', async () => {
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { addRole: 'admin' });
    const byMember = await invite(bob, [carol.id]);
    expect([byMember.status, codeOf(byMember)]).toEqual([403, 'groups.not_allowed']);
    for (const userIds of [[carol.id], [randomUUID()], [bob.id]]) {
      const foreign = await invite(mallory, userIds);
      const absent = await invite(mallory, userIds, undefined, randomUUID());
      expect([foreign.status, codeOf(foreign)]).toEqual([404, 'groups.not_found']);
      expect([absent.status, codeOf(absent)]).toEqual([404, 'groups.not_found']);
    }
    expect((await mallory.ask('GET', `/api/groups/${group.chatId}/invitations`)).status).toBe(404);
    expect((await bob.ask('GET', `/api/groups/${group.chatId}/invitations`)).status).toBe(403);
    const path = `/api/groups/${group.chatId}/invitations`;
    expect((await ask(platform.url, 'POST', path, { userIds: [carol.id] })).status).toBe(401);
  });

  it('nobody with a higher role than hers to give', async () => {
    const byMember = await invite(bob, [carol.id], 'admin');
    expect([byMember.status, codeOf(byMember)]).toEqual([403, 'groups.role_too_high']);
    expect((await invite(alice, [carol.id], 'owner')).status).toBe(400);
    const { id } = await invited(alice, carol, 'admin');
    expect((await answer(carol, id, 'accept')).body.role).toBe('admin');
    const byAdmin = await invite(carol, [mallory.id], 'admin');
    expect([byAdmin.status, codeOf(byAdmin)]).toEqual([403, 'groups.role_too_high']);
  });

  it('nobody who does not exist, nobody who is banned', async () => {
    const unknown = randomUUID();
    const nobody = await invite(alice, [carol.id, unknown]);
    expect([nobody.status, codeOf(nobody)]).toEqual([400, 'groups.unknown_user']);
    expect(nobody.body).toMatchObject({ error: { details: { userIds: [unknown] } } });
    await sql(`insert into group_bans values ($1, $2, $3, now())`, [group.chatId, carol.id, alice.id]);
    const banned = await invite(alice, [carol.id]);
    expect([banned.status, codeOf(banned)]).toEqual([409, 'groups.user_banned']);
    expect(await invitedTo(carol)).toEqual([]);
  });
});

describe('an invitation falls', () => {
  it('when its inviter leaves or loses the right before it is accepted', async () => {
    const hers = await listen(platform, carol);
    const fromLeaver = await invited(bob, carol);
    await removeMember(alice, group.chatId, bob.id);
    expect(await invitedTo(carol)).toEqual([]);
    const refused = await answer(carol, fromLeaver.id, 'accept');
    expect([refused.status, codeOf(refused)]).toEqual([404, 'groups.invitation_not_found']);
    await platform.settled();
    await expect
      .poll(() => hers.all('invitationGone'))
      .toContainEqual(expect.objectContaining({ invitation: fromLeaver.id, outcome: 'cancelled' }));

    await addMembers(alice, group.chatId, [bob.id]);
    const fromDemoted = await invited(bob, carol);
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { addRole: 'admin' });
    expect((await answer(carol, fromDemoted.id, 'accept')).status).toBe(404);
    expect((await carol.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(404);
    await platform.settled();
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { addRole: 'member' });
    expect((await answer(carol, fromDemoted.id, 'accept')).status).toBe(404);
  });

  it('when the invited is banned', async () => {
    const { id } = await invited(alice, carol);
    await sql(`insert into group_bans values ($1, $2, $3, now())`, [group.chatId, carol.id, alice.id]);
    expect((await answer(carol, id, 'accept')).status).toBe(404);
  });

  it('when the invited comes in another way', async () => {
    const hers = await listen(platform, carol);
    const { id } = await invited(bob, carol);
    await addMembers(alice, group.chatId, [carol.id]);
    await platform.settled();
    expect(await invitedTo(carol)).toEqual([]);
    await expect
      .poll(() => hers.all('invitationGone'))
      .toMatchObject([{ invitation: id, outcome: 'accepted' }]);
    expect((await answer(carol, id, 'accept')).status).toBe(200);
  });

  it('when the group is deleted, telling the invited nothing else', async () => {
    const { id } = await invited(alice, carol);
    expect((await alice.ask('DELETE', `/api/groups/${group.chatId}`)).status).toBeLessThan(300);
    expect(await invitedTo(carol)).toEqual([]);
    const gone = await answer(carol, id, 'accept');
    expect([gone.status, codeOf(gone)]).toEqual([404, 'groups.invitation_not_found']);
  });
});

describe("somebody else's invitation", () => {
  it('answers as one that does not exist, on every route', async () => {
    const { id } = await invited(alice, carol);
    for (const user of [mallory, bob]) {
      for (const [method, path] of [
        ['POST', `/api/invitations/${id}/accept`],
        ['POST', `/api/invitations/${id}/decline`],
        ['DELETE', `/api/invitations/${id}`],
      ] as const) {
        const foreign = await user.ask(method, path);
        const absent = await user.ask(method, path.replace(id, randomUUID()));
        expect([foreign.status, codeOf(foreign)]).toEqual([404, 'groups.invitation_not_found']);
        expect([absent.status, codeOf(absent)]).toEqual([404, 'groups.invitation_not_found']);
      }
    }
    expect((await cancel(carol, id)).status).toBe(404);
    expect((await invitedTo(carol)).length).toBe(1);
  });

  it('is taken back by its inviter, or an admin; once', async () => {
    const { id } = await invited(bob, carol);
    expect((await cancel(bob, id)).status).toBe(204);
    expect((await cancel(bob, id)).status).toBe(204);
    expect((await answer(carol, id, 'accept')).status).toBe(404);
    const second = await invited(bob, carol);
    expect((await cancel(alice, second.id)).status).toBe(204);
    const third = await invited(bob, carol);
    await answer(carol, third.id, 'accept');
    expect((await cancel(bob, third.id)).status).toBe(404);
  });
});

describe('who has blocked the inviter', () => {
  const block = async () => {
    expect((await carol.ask('POST', '/api/blocks', { userId: bob.id })).status).toBeLessThan(300);
  };

  it('never hears of it, and the inviter is not told', async () => {
    await block();
    const hers = await listen(platform, carol);
    const answers = await invite(bob, [carol.id, mallory.id]);
    expect(answers.body.invitations.map((one) => one.userId).toSorted()).toEqual(
      [carol.id, mallory.id].toSorted(),
    );
    await platform.settled();
    expect(await invitedTo(carol)).toEqual([]);
    expect(hers.all('invitation')).toEqual([]);
    const hidden = answers.body.invitations.find((one) => one.userId === carol.id)?.id ?? '';
    for (const verb of ['accept', 'decline'] as const)
      expect((await answer(carol, hidden, verb)).status).toBe(404);
    const listed = await bob.get<InvitationPage>(`/api/groups/${group.chatId}/invitations`);
    expect(listed.invitations).toHaveLength(2);
    expect((await cancel(bob, hidden)).status).toBe(204);
    expect(hers.all('invitationGone')).toEqual([]);
  });

  it('is invited by others all the same', async () => {
    await block();
    await invited(bob, carol);
    const { id } = await invited(alice, carol);
    expect(await invitedTo(carol)).toMatchObject([{ id, inviterId: alice.id }]);
    expect((await invite(bob, [carol.id])).body.invitations).toMatchObject([{ id }]);
  });

  it('after he invited her has the invitation no more', async () => {
    const { id } = await invited(bob, carol);
    const [hers, his] = await Promise.all([listen(platform, carol), listen(platform, bob)]);
    await block();
    await platform.settled();
    expect(await invitedTo(carol)).toEqual([]);
    expect(hers.all('invitationGone')).toMatchObject([{ invitation: id, outcome: 'cancelled' }]);
    expect(his.all('invitationGone')).toEqual([]);
    expect((await answer(carol, id, 'accept')).status).toBe(404);
  });
});

it('accepting at once with cancelling ends one way for all', async () => {
  for (let round = 0; round < 8; round++) {
    const { id } = await invited(alice, carol);
    const [accepted, cancelled] = await Promise.all([answer(carol, id, 'accept'), cancel(alice, id)]);
    expect([accepted.status, cancelled.status].toSorted((a, b) => a - b)).toEqual(
      accepted.status === 200 ? [200, 404] : [204, 404],
    );
    const isIn = (await chatMembers(alice, group.chatId)).has(carol.id);
    expect(isIn).toBe(accepted.status === 200);
    if (isIn) await removeMember(alice, group.chatId, carol.id);
  }
});

it('a demotion at once with inviting leaves no invitation that leads in', async () => {
  const setRole = (role: string) =>
    alice.ask('PUT', `/api/groups/${group.chatId}/members/${bob.id}/role`, { role });
  await alice.ask('PATCH', `/api/groups/${group.chatId}`, { addRole: 'admin' });
  for (let round = 0; round < 6; round++) {
    expect((await setRole('admin')).status).toBe(204);
    const [demoted, written] = await Promise.all([setRole('member'), invite(bob, [carol.id])]);
    expect([demoted.status, [200, 403].includes(written.status)]).toEqual([204, true]);
    expect((await invite(bob, [carol.id])).status).toBe(403);
    expect(await invitedTo(carol)).toEqual([]);
    const id = written.body.invitations?.[0]?.id;
    if (id !== undefined) expect((await answer(carol, id, 'accept')).status).toBe(404);
  }
});

it('pages through invitations, and refuses cursors of other lists', async () => {
  const groups = await Promise.all([1, 2, 3].map(() => createGroup(alice)));
  for (const { chatId } of groups) await invite(alice, [carol.id], undefined, chatId);
  const first = await carol.get<InvitationPage>('/api/invitations?limit=2');
  const second = await carol.get<InvitationPage>(`/api/invitations?limit=2&cursor=${first.nextCursor}`);
  expect([...first.invitations, ...second.invitations].map((one) => one.chatId)).toEqual(
    groups.map((one) => one.chatId).toReversed(),
  );
  expect(second.nextCursor).toBeNull();
  const path = `/api/groups/${group.chatId}/invitations?cursor=${first.nextCursor}`;
  expect((await alice.ask('GET', path)).status).toBe(400);
});

it.each([
  [{}],
  [{ userIds: [] }],
  [{ userIds: ['x'] }],
  [{ userIds: Array.from({ length: 101 }, () => randomUUID()) }],
  [{ userIds: [randomUUID()], role: 'king' }],
  [{ userIds: [randomUUID()], more: 1 }],
  ['[]'],
])('refuses %j', async (body) => {
  expect((await alice.ask('POST', `/api/groups/${group.chatId}/invitations`, body)).status).toBe(400);
});
