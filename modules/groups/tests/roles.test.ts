import { randomUUID } from 'node:crypto';
import type { Group } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  addMembers,
  chatMembers,
  createGroup,
  removeMember,
  saidIn,
  setRole,
  update,
  withoutMessages,
} from './group-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let dan: TestUser;
/** Alice owns it, the others are members. */
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol, dan] = (await Promise.all(
    ['alice', 'bob', 'carol', 'dan'].map((name) => platform.user(name)),
  )) as [TestUser, TestUser, TestUser, TestUser];
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await createGroup(alice, { memberIds: [bob.id, carol.id] });
});

const transfer = (actor: TestUser, userId: string) =>
  actor.ask('POST', `/api/groups/${group.chatId}/owner`, { userId });
const roles = () => chatMembers(alice, group.chatId);

describe('PUT /api/groups/{id}/members/{userId}/role', () => {
  it('makes admins and takes it back, in force when answered', async () => {
    expect((await addMembers(bob, group.chatId, [dan.id])).status).toBe(403);
    expect((await setRole(alice, group.chatId, bob.id, 'admin')).status).toBe(204);
    expect((await roles()).get(bob.id)).toBe('admin');
    expect((await addMembers(bob, group.chatId, [dan.id])).status).toBe(200);
    expect((await setRole(alice, group.chatId, bob.id, 'member')).status).toBe(204);
    expect((await removeMember(bob, group.chatId, dan.id)).status).toBe(403);
    expect((await saidIn(carol, group.chatId)).slice(1)).toEqual([
      [alice.id, { type: 'roleChanged', userId: bob.id, role: 'admin' }],
      [bob.id, { type: 'membersAdded', userIds: [dan.id], count: 1 }],
      [alice.id, { type: 'roleChanged', userId: bob.id, role: 'member' }],
    ]);
  });

  it('is for owners alone', async () => {
    await setRole(alice, group.chatId, bob.id, 'admin');
    for (const actor of [bob, carol]) {
      for (const role of ['owner', 'admin', 'member']) {
        const answer = await setRole(actor, group.chatId, carol.id, role);
        expect([answer.status, codeOf(answer)]).toEqual([403, 'groups.not_allowed']);
      }
    }
    expect((await setRole(dan, group.chatId, carol.id, 'admin')).status).toBe(404);
  });

  it('keeps an owner in the group', async () => {
    const refused = await setRole(alice, group.chatId, alice.id, 'admin');
    expect([refused.status, codeOf(refused)]).toEqual([409, 'groups.last_owner']);
    expect((await setRole(alice, group.chatId, bob.id, 'owner')).status).toBe(204);
    const answers = await Promise.all([
      setRole(alice, group.chatId, alice.id, 'member'),
      setRole(bob, group.chatId, bob.id, 'member'),
    ]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([204, 409]);
    expect([...(await roles()).values()].filter((role) => role === 'owner')).toHaveLength(1);
  });

  it('knows members of this group only', async () => {
    const other = await createGroup(dan);
    for (const userId of [dan.id, randomUUID(), other.chatId]) {
      const answer = await setRole(alice, group.chatId, userId, 'admin');
      expect([answer.status, codeOf(answer)]).toEqual([404, 'groups.no_such_member']);
    }
    expect((await setRole(alice, other.chatId, dan.id, 'member')).status).toBe(404);
  });

  it('says nothing when nothing changes', async () => {
    await setRole(alice, group.chatId, bob.id, 'member');
    expect(await saidIn(carol, group.chatId)).toHaveLength(1);
  });

  it.each([{ role: 'guest' }, {}, { role: 'admin', more: 1 }, { role: null }])('refuses %j', async (body) => {
    const path = `/api/groups/${group.chatId}/members/${bob.id}/role`;
    expect((await alice.ask('PUT', path, body)).status).toBe(400);
  });
});

describe('POST /api/groups/{id}/owner', () => {
  it('hands the group over', async () => {
    const answer = await transfer(alice, bob.id);
    expect([answer.status, (answer.body as Group).role]).toEqual([200, 'admin']);
    expect(await roles()).toEqual(
      new Map([
        [alice.id, 'admin'],
        [bob.id, 'owner'],
        [carol.id, 'member'],
      ]),
    );
    expect((await transfer(alice, alice.id)).status).toBe(403);
    expect((await saidIn(carol, group.chatId)).at(-1)).toEqual([
      alice.id,
      { type: 'ownerChanged', userId: bob.id },
    ]);
  });

  it('hands it to a member, and by an owner', async () => {
    const answer = await transfer(alice, dan.id);
    expect([answer.status, codeOf(answer)]).toEqual([404, 'groups.no_such_member']);
    expect((await transfer(bob, bob.id)).status).toBe(403);
    expect((await transfer(dan, dan.id)).status).toBe(404);
  });

  it('ends with one owner when two are named at once', async () => {
    const answers = await Promise.all([transfer(alice, bob.id), transfer(alice, carol.id)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 403]);
    expect([...(await roles()).values()].filter((role) => role === 'owner')).toHaveLength(1);
  });
});

describe('who follows an owner', () => {
  it('is the longest-standing admin, else member, and nobody while an owner stays', async () => {
    await addMembers(alice, group.chatId, [dan.id]);
    await setRole(alice, group.chatId, dan.id, 'admin');
    await setRole(alice, group.chatId, carol.id, 'owner');
    await removeMember(alice, group.chatId, alice.id);
    expect((await chatMembers(dan, group.chatId)).get(carol.id)).toBe('owner');
    expect((await chatMembers(dan, group.chatId)).get(dan.id)).toBe('admin');
    await removeMember(carol, group.chatId, carol.id);
    expect((await chatMembers(dan, group.chatId)).get(dan.id)).toBe('owner');
    await removeMember(dan, group.chatId, dan.id);
    expect(await chatMembers(bob, group.chatId)).toEqual(new Map([[bob.id, 'owner']]));
  });

  it('is there when two owners leave at once', async () => {
    await setRole(alice, group.chatId, bob.id, 'owner');
    const answers = await Promise.all([alice, bob].map((user) => removeMember(user, group.chatId, user.id)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await chatMembers(carol, group.chatId)).toEqual(new Map([[carol.id, 'owner']]));
  });
});

describe('an admin who is demoted', () => {
  it('does nothing more once that is acknowledged, and nothing half when both come at once', async () => {
    for (let round = 0; round < 10; round++) {
      await setRole(alice, group.chatId, bob.id, 'admin');
      await addMembers(alice, group.chatId, [dan.id]);
      const [demoted, removed] = await Promise.all([
        setRole(alice, group.chatId, bob.id, 'member'),
        removeMember(bob, group.chatId, dan.id),
      ]);
      expect(demoted.status).toBe(204);
      expect([204, 403]).toContain(removed.status);
      expect((await roles()).has(dan.id)).toBe(removed.status === 403);
      for (const late of [
        removeMember(bob, group.chatId, carol.id),
        addMembers(bob, group.chatId, [dan.id]),
        update(bob, group.chatId, { title: 'Mine' }),
        bob.ask('PUT', `/api/groups/${group.chatId}/bans/${carol.id}`),
        bob.ask('DELETE', `/api/groups/${group.chatId}/bans/${carol.id}`),
        bob.ask('GET', `/api/groups/${group.chatId}/bans`),
      ])
        expect((await late).status).toBe(403);
    }
  });

  it('may post in announcements until messages knows, but is not told so', async () => {
    await update(alice, group.chatId, { postRole: 'admin' });
    await setRole(alice, group.chatId, bob.id, 'admin');
    await withoutMessages(platform, async () => {
      expect((await setRole(alice, group.chatId, bob.id, 'member')).status).toBe(503);
    });
    await platform.settled();
    const late = await bob.ask('POST', `/api/chats/${group.chatId}/messages`, { text: 'late' });
    expect([late.status, codeOf(late)]).toEqual([403, 'messages.post_forbidden']);
  });
});
