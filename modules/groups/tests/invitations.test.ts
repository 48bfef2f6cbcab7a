import { randomUUID } from 'node:crypto';
import type { Group, InvitationPage } from '@bridges/contracts';
import { ask, codeOf } from '@bridges/dev-env';
import type { TestUser } from '@bridges/dev-env';
import { beforeEach, describe, expect, it } from 'vitest';
import { chatMembers, createGroup } from './group-tools.ts';
import { listen } from './heard.ts';
import { answer, cancel, invitationStage, invitedInto, invitedTo, inviteInto } from './invitation-scene.ts';

const stage = invitationStage();
const { sql } = stage;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
let group: Group;
beforeEach(async () => {
  ({ alice, bob, carol, mallory, group } = await stage.cast());
});

const invite = (by: TestUser, userIds: string[], role?: string, chatId = group.chatId) =>
  inviteInto(chatId, by, userIds, role);
const invited = (by: TestUser, user: TestUser, role?: string) => invitedInto(group.chatId, by, user, role);

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
    await stage.platform().settled();
    expect((await invitedTo(carol)).map(({ id }) => id)).toEqual([again.id]);
  });

  it('is told to the devices of both sides', async () => {
    const [hers, his] = await Promise.all([listen(stage.platform(), carol), listen(stage.platform(), bob)]);
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
    expect((await ask(stage.platform().url, 'POST', path, { userIds: [carol.id] })).status).toBe(401);
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
