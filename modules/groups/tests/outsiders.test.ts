import { randomUUID } from 'node:crypto';
import type { Group, MessagePage } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createGroup, removeMember } from './group-tools.ts';
import { LiveSocket } from './live-socket.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
/** Was in Alice's group, and owns another. */
let mallory: TestUser;
/** Alice's, private. */
let hers: Group;
/** Mallory's. */
let his: Group;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, mallory] = (await Promise.all(
    ['alice', 'bob', 'mallory'].map((name) => platform.user(name)),
  )) as [TestUser, TestUser, TestUser];
  hers = await createGroup(alice, {
    title: 'Secret plans',
    handle: `plans-${randomUUID().slice(0, 8)}`,
    memberIds: [bob.id, mallory.id],
  });
  his = await createGroup(mallory, { title: 'A trap', isPublic: true });
  await alice.post(hers.chatId, 'Between us');
  await removeMember(alice, hers.chatId, mallory.id);
});
afterAll(() => platform.stop());

/** Every request about a group that names it in its path. */
const requests = (bobId: string): [method: string, rest: string, body?: unknown][] => [
  ['GET', ''],
  ['PATCH', '', { title: 'Mine now' }],
  ['DELETE', ''],
  ['POST', '/join'],
  ['POST', '/owner', { userId: bobId }],
  ['GET', '/members'],
  ['GET', '/members?search=bob'],
  ['POST', '/members', { userIds: [bobId] }],
  ['DELETE', `/members/${bobId}`],
  ['PUT', `/members/${bobId}/role`, { role: 'admin' }],
  ['GET', '/bans'],
  ['PUT', `/bans/${bobId}`],
  ['DELETE', `/bans/${bobId}`],
];

/** An answer without what differs from request to request. */
async function told(user: TestUser, method: string, path: string, body?: unknown) {
  const { status, body: answer, headers } = await user.ask<object>(method, path, body);
  const text = JSON.stringify(answer).replace(/"requestId":"[^"]+"/, '');
  const names = [...headers.keys()].filter((name) => name !== 'date').toSorted();
  return { status, text, names };
}

describe('who is no member any more', () => {
  it('is told on every route what is told of a group that never was', async () => {
    for (const [method, rest, body] of requests(bob.id)) {
      const about = await told(mallory, method, `/api/groups/${hers.chatId}${rest}`, body);
      const nothing = await told(mallory, method, `/api/groups/${randomUUID()}${rest}`, body);
      expect([method, rest, about]).toEqual([method, rest, nothing]);
      expect(about.status).toBe(404);
    }
  });

  it('may not use ids of the group in the fields of another', async () => {
    const { chatId } = his;
    const tries: [string, string, unknown?][] = [
      ['POST', `/api/groups/${chatId}/owner`, { userId: bob.id }],
      ['PUT', `/api/groups/${chatId}/members/${bob.id}/role`, { role: 'admin' }],
      ['POST', `/api/groups/${chatId}/owner`, { userId: hers.chatId }],
    ];
    for (const [method, path, body] of tries)
      expect([path, (await mallory.ask(method, path, body)).status]).toEqual([path, 404]);
    const added = await mallory.ask('POST', `/api/groups/${chatId}/members`, { userIds: [hers.chatId] });
    expect(added.status).toBe(400);
    expect((await mallory.ask('DELETE', `/api/groups/${chatId}/members/${bob.id}`)).status).toBe(204);
    const created = await mallory.ask('POST', '/api/groups', { title: 'x', handle: hers.handle });
    expect(created.status).toBe(409);
    expect((await mallory.ask('PATCH', `/api/groups/${chatId}`, { handle: hers.handle })).status).toBe(409);
    expect(await bob.get<Group>(`/api/groups/${hers.chatId}`)).toMatchObject({
      title: 'Secret plans',
      role: 'member',
      memberCount: 2,
    });
  });

  it("is told in the body of any request what is told of an id that is nobody's", async () => {
    const mine = his.chatId;
    const { seq } = await mallory.post(mine, 'bait');
    const asks = (id: string, handle: string): [method: string, path: string, body: unknown][] => [
      ['POST', '/api/forwards', { from: { chatId: id, seqs: [2] }, to: [mine] }],
      ['POST', '/api/forwards', { from: { chatId: mine, seqs: [seq] }, to: [id] }],
      ['PUT', '/api/me/pinned-chats', { chatIds: [id] }],
      ['POST', '/api/groups/join', { handle }],
      ['POST', '/api/chats/direct', { userId: id }],
      ['POST', '/api/contacts', { userId: id }],
      ['POST', '/api/blocks', { userId: id }],
      ['PATCH', `/api/groups/${mine}`, { pictureFileId: id }],
      ['POST', `/api/groups/${mine}/invitations`, { userIds: [id] }],
    ];
    const [id, handle] = [randomUUID(), `nobody-${randomUUID().slice(0, 8)}`];
    const nothing = asks(id, handle);
    for (const [at, [method, path, body]] of asks(hers.chatId, hers.handle ?? '').entries()) {
      const about = await told(mallory, method, path, body);
      const other = await told(mallory, method, path, nothing[at]?.[2]);
      expect([path, about.status]).toEqual([path, other.status]);
      expect(about.text.replaceAll(hers.chatId, id).replaceAll(hers.handle ?? '', handle)).toBe(other.text);
    }
    expect(
      (await alice.get<MessagePage>(`/api/chats/${hers.chatId}/messages`)).messages.at(-1)?.text,
    ).not.toBe('bait');
  });

  it('hears nothing of it, finds nothing of it, and gets nothing by resuming', async () => {
    using socket = await LiveSocket.open(mallory);
    await alice.post(hers.chatId, 'Still between us');
    await alice.ask('PATCH', `/api/groups/${hers.chatId}`, { description: 'More plans' });
    await removeMember(alice, hers.chatId, bob.id);
    await alice.ask('POST', `/api/groups/${hers.chatId}/members`, { userIds: [bob.id] });
    await platform.settled();
    await socket.ping();
    expect(socket.of(hers.chatId)).toEqual([]);
    const places = [
      '/api/groups?search=plans',
      '/api/groups?scope=mine',
      `/api/groups?search=${hers.handle ?? ''}`,
      '/api/chats',
      '/api/users?search=plans',
    ];
    for (const path of places) {
      const text = JSON.stringify(await mallory.get(path));
      for (const secret of [hers.chatId, 'Secret plans', hers.handle ?? '', 'Between us', 'More plans'])
        expect([path, text.includes(secret)]).toEqual([path, false]);
    }
  });
});
