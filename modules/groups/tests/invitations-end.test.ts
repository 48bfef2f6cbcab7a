import { randomUUID } from 'node:crypto';
import type { Group, InvitationPage } from '@bridges/contracts';
import { codeOf } from '@bridges/dev-env';
import type { TestUser } from '@bridges/dev-env';
import { beforeEach, describe, expect, it } from 'vitest';
import { addMembers, chatMembers, removeMember } from './group-tools.ts';
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

describe('an invitation falls', () => {
  it('when its inviter leaves or loses the right before it is accepted', async () => {
    const hers = await listen(stage.platform(), carol);
    const fromLeaver = await invited(bob, carol);
    await removeMember(alice, group.chatId, bob.id);
    expect(await invitedTo(carol)).toEqual([]);
    const refused = await answer(carol, fromLeaver.id, 'accept');
    expect([refused.status, codeOf(refused)]).toEqual([404, 'groups.invitation_not_found']);
    await stage.platform().settled();
    await expect
      .poll(() => hers.all('invitationGone'))
      .toContainEqual(expect.objectContaining({ invitation: fromLeaver.id, outcome: 'cancelled' }));

    await addMembers(alice, group.chatId, [bob.id]);
    const fromDemoted = await invited(bob, carol);
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { addRole: 'admin' });
    expect((await answer(carol, fromDemoted.id, 'accept')).status).toBe(404);
    expect((await carol.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(404);
    await stage.platform().settled();
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { addRole: 'member' });
    expect((await answer(carol, fromDemoted.id, 'accept')).status).toBe(404);
  });

  it('when the invited is banned', async () => {
    const { id } = await invited(alice, carol);
    await sql(`insert into group_bans values ($1, $2, $3, now())`, [group.chatId, carol.id, alice.id]);
    expect((await answer(carol, id, 'accept')).status).toBe(404);
  });

  it('when the invited comes in another way', async () => {
    const hers = await listen(stage.platform(), carol);
    const { id } = await invited(bob, carol);
    await addMembers(alice, group.chatId, [carol.id]);
    await stage.platform().settled();
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
    const hers = await listen(stage.platform(), carol);
    const answers = await invite(bob, [carol.id, mallory.id]);
    expect(answers.body.invitations.map((one) => one.userId).toSorted()).toEqual(
      [carol.id, mallory.id].toSorted(),
    );
    await stage.platform().settled();
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
    const [hers, his] = await Promise.all([listen(stage.platform(), carol), listen(stage.platform(), bob)]);
    await block();
    await stage.platform().settled();
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
