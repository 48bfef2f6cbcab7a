import { randomUUID } from 'node:crypto';
import type { Group } from '@bridges/contracts';
import { ask, codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { chatMembers, createGroup } from './group-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'groups', 'messages'],
  });
  [alice, bob] = await Promise.all([platform.user('alice'), platform.user('bob')]);
});
afterAll(() => platform.stop());

const freeHandle = () => `room-${randomUUID().slice(0, 8)}`;

describe('POST /api/groups', () => {
  it('makes a group whose chat is there for all its members when it is answered', async () => {
    const handle = freeHandle().toUpperCase();
    const group = await createGroup(alice, {
      title: '  The\u202e  team ',
      handle,
      memberIds: [bob.id, bob.id, alice.id],
    });
    expect(group).toMatchObject({
      title: 'The team',
      handle: handle.toLowerCase(),
      isPublic: false,
      role: 'owner',
      memberCount: 2,
    });
    expect(await bob.get(`/api/chats/${group.chatId}`)).toMatchObject({
      kind: 'group',
      title: 'The team',
      role: 'member',
    });
    expect(await chatMembers(alice, group.chatId)).toEqual(
      new Map([
        [alice.id, 'owner'],
        [bob.id, 'member'],
      ]),
    );
    await alice.post(group.chatId, 'Welcome');
  });

  it('refuses users who do not exist, and names them', async () => {
    const unknown = randomUUID();
    const answer = await alice.ask('POST', '/api/groups', { title: 'x', memberIds: [bob.id, unknown] });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'groups.unknown_user']);
    expect(answer.body).toMatchObject({ error: { details: { userIds: [unknown] } } });
  });

  it('gives a handle to one group, also when two ask at once', async () => {
    const handle = freeHandle();
    const answers = await Promise.all(
      [alice, bob, alice, bob].map((user) => user.ask('POST', '/api/groups', { title: 'x', handle })),
    );
    expect(answers.map((answer) => answer.status).toSorted((one, other) => one - other)).toEqual([
      201, 409, 409, 409,
    ]);
    const refused = answers.filter((answer) => answer.status === 409);
    expect(new Set(refused.map(codeOf))).toEqual(new Set(['groups.handle_taken']));
  });

  it('makes one group of a client id, also when it comes at once, and another for another user', async () => {
    const body = { title: 'Once', handle: freeHandle(), clientId: randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => alice.ask<Group>('POST', '/api/groups', body)));
    answers.push(await alice.ask<Group>('POST', '/api/groups', body));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.chatId)).size).toBe(1);
    const ofBob = await createGroup(bob, { clientId: body.clientId });
    expect(ofBob.chatId).not.toBe(answers[0]?.body.chatId);
  });

  it.each([
    ['no title', {}],
    ['an empty title', { title: ' \t ' }],
    ['NUL', { title: 'a\0b' }],
    ['a lone surrogate', '{"title":"\\ud800"}'],
    ['a title of a megabyte', { title: 'x'.repeat(100_000) }],
    ['a title that is no text', { title: 7 }],
    ['a handle with a space', { title: 'x', handle: 'a b' }],
    ['a handle with a slash', { title: 'x', handle: '../x' }],
    ['a handle that looks like an id', { title: 'x', handle: randomUUID() }],
    ['a handle that looks like an id in capitals', { title: 'x', handle: randomUUID().toUpperCase() }],
    ['ids that are none', { title: 'x', memberIds: ['me'] }],
    ['too many members', { title: 'x', memberIds: Array.from({ length: 1001 }, () => randomUUID()) }],
    ['an unknown key', { title: 'x', ownerId: randomUUID() }],
    ['__proto__', '{"title":"x","__proto__":{"isPublic":true}}'],
    ['a key twice', '{"title":"x","title":"y"}'],
    ['no JSON', '{'],
  ])('refuses %s', async (_what, body) => {
    const answer = await alice.ask('POST', '/api/groups', body);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toMatch(/^http\./);
  });

  it('is for signed-in users', async () => {
    const answer = await ask(platform.url, 'POST', '/api/groups', { title: 'x' });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'kit.unauthenticated']);
  });
});

describe('GET /api/groups/{id}', () => {
  it('answers members, and everybody else as if there were no such group', async () => {
    const { refused: _nobody, ...group } = await createGroup(alice, { isPublic: true });
    expect(await alice.get(`/api/groups/${group.chatId}`)).toEqual(group);
    const foreign = await bob.ask('GET', `/api/groups/${group.chatId}`);
    const absent = await bob.ask('GET', `/api/groups/${randomUUID()}`);
    expect(foreign.status).toBe(404);
    expect({ ...(foreign.body as { error: object }).error, requestId: '' }).toEqual({
      ...(absent.body as { error: object }).error,
      requestId: '',
    });
  });

  it('refuses what is no id, and strangers', async () => {
    for (const id of ['x', '1', '%00', `${randomUUID()}x`]) {
      expect((await alice.ask('GET', `/api/groups/${id}`)).status).toBe(400);
    }
    expect((await ask(platform.url, 'GET', `/api/groups/${randomUUID()}`)).status).toBe(401);
  });
});
