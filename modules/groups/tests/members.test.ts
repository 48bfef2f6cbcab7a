import { randomUUID } from 'node:crypto';
import type { Group } from '@bridges/contracts';
import { ask, codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { addMembers, chatMembers, createGroup, removeMember } from './group-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
/** Alice owns it, Bob is a member, Mallory was one. */
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'groups', 'messages'],
  });
  alice = await platform.user('alice');
  bob = await platform.user('bob');
  carol = await platform.user('carol');
  mallory = await platform.user('mallory');
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await createGroup(alice, { memberIds: [bob.id, mallory.id] });
  await removeMember(alice, group.chatId, mallory.id);
});

describe('POST /api/groups/{id}/members', () => {
  it('lets the owner add, and the added read and write at once', async () => {
    const answer = await addMembers(alice, group.chatId, [carol.id, bob.id, carol.id]);
    expect([answer.status, answer.body.memberCount]).toEqual([200, 3]);
    await carol.post(group.chatId, 'Hello');
    expect((await addMembers(alice, group.chatId, [carol.id])).body.memberCount).toBe(3);
  });

  it('adds nobody when one of them does not exist', async () => {
    const answer = await addMembers(alice, group.chatId, [carol.id, randomUUID()]);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'groups.unknown_user']);
    expect((await carol.ask('GET', `/api/groups/${group.chatId}`)).status).toBe(404);
  });

  it('refuses members, outsiders, ex-members and strangers', async () => {
    const byMember = await addMembers(bob, group.chatId, [carol.id]);
    expect([byMember.status, codeOf(byMember)]).toEqual([403, 'groups.not_allowed']);
    for (const outsider of [carol, mallory]) {
      for (const userIds of [[outsider.id], [randomUUID()]]) {
        const answer = await addMembers(outsider, group.chatId, userIds);
        expect([answer.status, codeOf(answer)]).toEqual([404, 'groups.not_found']);
      }
    }
    const path = `/api/groups/${group.chatId}/members`;
    expect((await ask(platform.url, 'POST', path, { userIds: [carol.id] })).status).toBe(401);
    expect((await chatMembers(alice, group.chatId)).size).toBe(2);
  });

  it.each([
    [{}],
    [{ userIds: [] }],
    [{ userIds: 'x' }],
    [{ userIds: [null] }],
    [{ userIds: [], role: 'owner' }],
    ['[]'],
  ])('refuses %j', async (body) => {
    expect((await alice.ask('POST', `/api/groups/${group.chatId}/members`, body)).status).toBe(400);
  });

  it('lets many be added at once, each one time', async () => {
    const answers = await Promise.all(
      [carol, mallory, carol, mallory].map((user) => addMembers(alice, group.chatId, [user.id])),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect([...(await chatMembers(alice, group.chatId)).keys()].toSorted()).toEqual(
      [alice, bob, carol, mallory].map((user) => user.id).toSorted(),
    );
  });
});

describe('DELETE /api/groups/{id}/members/{userId}', () => {
  it('is in force when it is answered, and may be repeated', async () => {
    await bob.post(group.chatId, 'Still here');
    expect((await removeMember(alice, group.chatId, bob.id)).status).toBe(204);
    for (const path of ['', '/messages', '/members']) {
      expect((await bob.ask('GET', `/api/chats/${group.chatId}${path}`)).status).toBe(404);
    }
    expect((await bob.ask('POST', `/api/chats/${group.chatId}/messages`, { text: 'No' })).status).toBe(404);
    expect((await bob.ask('GET', `/api/groups/${group.chatId}`)).status).toBe(404);
    expect((await removeMember(alice, group.chatId, bob.id)).status).toBe(204);
    expect((await removeMember(alice, group.chatId, carol.id)).status).toBe(204);
  });

  it('refuses members, outsiders, ex-members and strangers', async () => {
    await addMembers(alice, group.chatId, [carol.id]);
    for (const target of [alice, carol]) {
      const byMember = await removeMember(bob, group.chatId, target.id);
      expect([byMember.status, codeOf(byMember)]).toEqual([403, 'groups.not_allowed']);
    }
    for (const target of [bob, mallory]) {
      const byExMember = await removeMember(mallory, group.chatId, target.id);
      expect([byExMember.status, codeOf(byExMember)]).toEqual([404, 'groups.not_found']);
    }
    expect((await removeMember(alice, randomUUID(), bob.id)).status).toBe(404);
    expect((await removeMember(alice, group.chatId, 'bob')).status).toBe(400);
    expect((await ask(platform.url, 'DELETE', `/api/groups/${group.chatId}/members/${bob.id}`)).status).toBe(
      401,
    );
    expect((await chatMembers(alice, group.chatId)).size).toBe(3);
  });

  it('hands a group on when its last owner leaves', async () => {
    await addMembers(alice, group.chatId, [carol.id]);
    expect((await removeMember(alice, group.chatId, alice.id)).status).toBe(204);
    expect(await bob.get(`/api/groups/${group.chatId}`)).toMatchObject({ role: 'owner', memberCount: 2 });
    expect(await chatMembers(bob, group.chatId)).toEqual(
      new Map([
        [bob.id, 'owner'],
        [carol.id, 'member'],
      ]),
    );
    const again = await removeMember(alice, group.chatId, alice.id);
    expect([again.status, codeOf(again)]).toEqual([404, 'groups.not_found']);
  });

  it('frees the handle when the last member leaves', async () => {
    const handle = `gone-${randomUUID().slice(0, 8)}`;
    const first = await createGroup(alice, { handle, isPublic: true });
    await alice.post(first.chatId, 'Secret of the first');
    expect((await removeMember(alice, first.chatId, alice.id)).status).toBe(204);
    const second = await createGroup(bob, { handle });
    expect(second.chatId).not.toBe(first.chatId);
    expect(await bob.get(`/api/chats/${second.chatId}`)).toMatchObject({ handle, lastSeq: 1 });
    expect((await alice.ask('GET', `/api/groups/${first.chatId}`)).status).toBe(404);
  });
});
