import { randomUUID } from 'node:crypto';
import type { Chat, ErrorBody, Group } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  addMembers,
  createGroup,
  query,
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
/** Alice owns it, Bob is an admin, Carol a member. */
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  alice = await platform.user('alice');
  bob = await platform.user('bob');
  carol = await platform.user('carol');
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await createGroup(alice, { memberIds: [bob.id, carol.id] });
  await setRole(alice, group.chatId, bob.id, 'admin');
});

const freeHandle = () => `room-${randomUUID().slice(0, 8)}`;
const chatOf = (user: TestUser) => user.get<Chat>(`/api/chats/${group.chatId}`);
const send = (user: TestUser, text = 'Hello') =>
  user.ask('POST', `/api/chats/${group.chatId}/messages`, { text });

describe('PATCH /api/groups/{id}', () => {
  const fields: [string, unknown, allowed: (keyof typeof who)[]][] = [
    ['title', 'Another', ['alice', 'bob']],
    ['description', 'About\nall', ['alice', 'bob']],
    ['pictureFileId', null, ['alice', 'bob']],
    ['slowModeSeconds', 10, ['alice', 'bob']],
    ['handle', 'free', ['alice']],
    ['isPublic', true, ['alice']],
    ['joinRule', 'approval', ['alice']],
    ['postRole', 'admin', ['alice']],
    ['addRole', 'member', ['alice']],
    ['pinRole', 'member', ['alice']],
    ['infoRole', 'owner', ['alice']],
    ['isHistoryHidden', true, ['alice']],
  ];
  const who = { alice: () => alice, bob: () => bob, carol: () => carol };

  it.each(fields)('%s: by those whose right it is', async (name, value, allowed) => {
    const wanted = name === 'handle' ? freeHandle() : value;
    for (const actor of ['carol', 'bob', 'alice'] as const) {
      const answer = await update(who[actor](), group.chatId, { [name]: wanted });
      const isAllowed = allowed.includes(actor);
      expect([actor, answer.status]).toEqual([actor, isAllowed ? 200 : 403]);
      if (isAllowed) expect(answer.body).toMatchObject({ [name]: wanted });
      else expect(codeOf(answer)).toBe('groups.not_allowed');
    }
    const chat = await chatOf(carol);
    if (name === 'title' || name === 'handle') expect(chat).toMatchObject({ [name]: wanted });
    else expect(chat.group).toMatchObject({ [name]: wanted });
  });

  it('lets members change what the group lets them', async () => {
    await update(alice, group.chatId, { infoRole: 'member' });
    expect((await update(carol, group.chatId, { title: 'Of us all' })).status).toBe(200);
    expect((await carol.get<Group>(`/api/groups/${group.chatId}`)).can).toEqual({
      post: true,
      add: false,
      pin: false,
      info: true,
      moderate: false,
      own: false,
    });
  });

  it('changes all of it or nothing', async () => {
    const taken = freeHandle();
    await createGroup(carol, { handle: taken });
    const answer = await update(alice, group.chatId, { title: 'New', handle: taken });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'groups.handle_taken']);
    expect((await update(bob, group.chatId, { title: 'New', isPublic: true })).status).toBe(403);
    expect(await chatOf(carol)).toMatchObject({ title: group.title, handle: null });
  });

  it('says in the chat what was changed, once', async () => {
    const before = (await saidIn(carol, group.chatId)).length;
    const body = { title: 'New', description: 'x', slowModeSeconds: 5, isHistoryHidden: false };
    for (let time = 0; time < 2; time++) await update(alice, group.chatId, body);
    expect((await saidIn(carol, group.chatId)).slice(before)).toEqual([
      [alice.id, { type: 'titleChanged', title: 'New' }],
      [alice.id, { type: 'descriptionChanged' }],
      [alice.id, { type: 'settingsChanged', settings: ['slowModeSeconds'] }],
    ]);
  });

  it('frees a handle that is given up, and takes it back', async () => {
    const handle = freeHandle();
    await update(alice, group.chatId, { handle });
    await update(alice, group.chatId, { handle: null });
    const other = await createGroup(carol, { handle });
    expect(other.handle).toBe(handle);
    expect((await update(alice, group.chatId, { handle })).status).toBe(409);
  });

  it.each([
    ['nothing', {}],
    ['an empty title', { title: ' ' }],
    ['NUL', { description: 'a\0b' }],
    ['a long description', { description: 'x'.repeat(1001) }],
    ['a handle like an id', { handle: randomUUID() }],
    ['an unknown role', { postRole: 'guest' }],
    ['slow mode of a day', { slowModeSeconds: 86_400 }],
    ['slow mode of half a second', { slowModeSeconds: 0.5 }],
    ['a state', { state: 'closed' }],
    ['a number of members', { memberCount: 5 }],
    ['a card', { card: { title: 'x' } }],
  ])('refuses %s', async (_what, body) => {
    expect((await update(alice, group.chatId, body)).status).toBe(400);
  });

  it('waits until messages has it', async () => {
    await withoutMessages(platform, async () => {
      expect((await update(alice, group.chatId, { postRole: 'admin' })).status).toBe(503);
    });
    expect((await update(alice, group.chatId, { postRole: 'admin' })).status).toBe(200);
    expect((await send(carol)).status).toBe(403);
  });
});

describe('who may post', () => {
  it('is admins, in a group of announcements', async () => {
    await update(alice, group.chatId, { postRole: 'admin' });
    const refused = await send(carol);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'messages.post_forbidden']);
    expect([(await send(bob)).status, (await send(alice)).status]).toEqual([201, 201]);
    expect([(await chatOf(carol)).canPost, (await chatOf(bob)).canPost]).toEqual([false, true]);
    await setRole(alice, group.chatId, bob.id, 'member');
    expect((await send(bob)).status).toBe(403);
  });

  it('is everybody now and then, in slow mode; admins always', async () => {
    await update(bob, group.chatId, { slowModeSeconds: 60 });
    expect((await send(carol, 'first')).status).toBe(201);
    const refused = await send(carol, 'second');
    expect([refused.status, codeOf(refused)]).toEqual([429, 'messages.slow_mode']);
    const { details } = (refused.body as ErrorBody).error;
    expect(details).toEqual({ retryAfterMs: expect.any(Number) });
    expect(details?.['retryAfterMs']).toBeGreaterThan(55_000);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(55);
    for (const admin of [alice, bob, alice, bob]) expect((await send(admin)).status).toBe(201);
    // A minute later.
    await query(platform, 'messages', `update chat_members set posted_at = posted_at - interval '1 minute'`);
    expect((await send(carol, 'third')).status).toBe(201);
    await update(bob, group.chatId, { slowModeSeconds: 0 });
    expect((await send(carol, 'fourth')).status).toBe(201);
  });

  it('is no one sooner for leaving and coming back, in slow mode', async () => {
    await update(alice, group.chatId, { slowModeSeconds: 60, isPublic: true, joinRule: 'open' });
    expect((await send(carol, 'first')).status).toBe(201);
    expect((await removeMember(carol, group.chatId, carol.id)).status).toBe(204);
    expect((await carol.ask('POST', `/api/groups/${group.chatId}/join`)).status).toBeLessThan(300);
    const refused = await send(carol, 'second');
    expect([refused.status, codeOf(refused)]).toEqual([429, 'messages.slow_mode']);
    // Who has not written has not to wait.
    await removeMember(alice, group.chatId, bob.id);
    await addMembers(alice, group.chatId, [bob.id]);
    expect((await send(bob)).status).toBe(201);
  });

  it('is no one sooner for having come back before slow mode began', async () => {
    await update(alice, group.chatId, { isPublic: true, joinRule: 'open' });
    expect((await send(carol, 'first')).status).toBe(201);
    expect((await removeMember(carol, group.chatId, carol.id)).status).toBe(204);
    expect((await carol.ask('POST', `/api/groups/${group.chatId}/join`)).status).toBeLessThan(300);
    await update(alice, group.chatId, { slowModeSeconds: 60 });
    expect(codeOf(await send(carol, 'second'))).toBe('messages.slow_mode');
    // The clock of who stayed is not put back.
    await query(platform, 'messages', `update chat_members set posted_at = posted_at - interval '1 minute'`);
    expect((await send(carol, 'third')).status).toBe(201);
  });

  it('holds in slow mode for sends that come at once, and lets a repeat be answered', async () => {
    await update(alice, group.chatId, { slowModeSeconds: 60 });
    const clientId = randomUUID();
    const bodies = [{ text: 'a', clientId }, { text: 'b' }, { text: 'c' }, { text: 'd' }];
    const answers = await Promise.all(
      bodies.map((body) => carol.ask('POST', `/api/chats/${group.chatId}/messages`, body)),
    );
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      201, 429, 429, 429,
    ]);
    if (answers[0]?.status === 201) {
      const again = await carol.ask('POST', `/api/chats/${group.chatId}/messages`, bodies[0]);
      expect(again.status).toBe(200);
    }
  });
});

describe('history before joining', () => {
  it('is hidden from who comes while the group hides it, from then on', async () => {
    await send(alice, 'old');
    await update(alice, group.chatId, { isHistoryHidden: true });
    const dan = await platform.user('dan');
    await alice.ask('POST', `/api/groups/${group.chatId}/members`, { userIds: [dan.id] });
    await send(alice, 'new');
    const mine = await chatOf(dan);
    expect(mine).toMatchObject({ firstSeq: mine.lastSeq - 1, unreadCount: 2 });
    expect(await chatOf(carol)).toMatchObject({ firstSeq: 1 });
    const erin = await platform.user('erin');
    await update(alice, group.chatId, { isHistoryHidden: false });
    await alice.ask('POST', `/api/groups/${group.chatId}/members`, { userIds: [erin.id] });
    expect(await chatOf(erin)).toMatchObject({ firstSeq: 1 });
  });
});
