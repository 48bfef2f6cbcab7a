import { randomUUID } from 'node:crypto';
import type { Chat } from '@bridges/contracts';
import { GroupsService } from '@bridges/contracts/proto';
import { codeOf } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { beforeEach, describe, expect, it } from 'vitest';
import { card, contextScene } from './context-scene.ts';
import { chatMembers, createGroup, query } from './group-tools.ts';

const { scene, asService, put, made } = contextScene();
let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let mallory: TestUser;
let path: string;
let id: string;
beforeEach(() => {
  ({ platform, alice, bob, mallory, path, id } = scene);
});

async function versionOf(chatId: string): Promise<number> {
  const text = 'select version from groups where chat_id = $1';
  const [row] = await query<{ version: string }>(platform, 'groups', text, [chatId]);
  return Number(row?.version);
}

describe('PUT /api/contexts/{type}/{id}', () => {
  it('makes a chat with its card and members, who read and write at once', async () => {
    const members = [{ username: alice.username.toUpperCase() }, { userId: bob.id, role: 'admin' }];
    const answer = await put({ members });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      type: 'order',
      id,
      handle: `order-${id}`,
      state: 'open',
      card,
      memberCount: 2,
      members: [
        { userId: bob.id, role: 'admin' },
        { userId: alice.id, role: 'member' },
      ],
    });
    const { chatId } = answer.body;
    await alice.post(chatId, 'Where is my order?');
    await bob.post(chatId, 'On its way');
    const chat = await alice.get<Chat>(`/api/chats/${chatId}`);
    expect(chat).toMatchObject({ title: 'Order 123', handle: `order-${id}`, group: { card, state: 'open' } });
  });

  it('the same again changes nothing', async () => {
    const body = { members: [{ userId: alice.id }, { userId: bob.id }], state: 'open' };
    const first = await made(body);
    const version = await versionOf(first.chatId);
    const again = await put({ ...body, card: { link: card.link, status: 'Paid', title: ' Order  123 ' } });
    expect([again.status, again.body]).toEqual([200, first]);
    expect(await versionOf(first.chatId)).toBe(version);
    const onlyCard = await put();
    expect(onlyCard.body).toEqual(first);
    expect(await versionOf(first.chatId)).toBe(version);
  });

  it('brings card, state and members to what it says, in force when answered', async () => {
    const { chatId } = await made({ members: [{ userId: alice.id }, { userId: bob.id }] });
    await bob.post(chatId, 'still here');
    const fields = [{ label: 'Delivery', value: 'Tomorrow' }];
    const changed = await made({
      card: { title: 'Order 123', status: 'Shipped', price: '1 990 ₽', fields },
      state: 'readOnly',
      members: [{ userId: alice.id, role: 'owner' }, { userId: mallory.id }],
    });
    expect(changed).toMatchObject({ state: 'readOnly', card: { status: 'Shipped', fields }, memberCount: 2 });
    expect(changed.card.link).toBeUndefined();
    expect((await bob.ask('GET', `/api/chats/${chatId}/messages`)).status).toBe(404);
    expect(await chatMembers(alice, chatId)).toEqual(
      new Map([
        [alice.id, 'owner'],
        [mallory.id, 'member'],
      ]),
    );
    expect(await alice.get<Chat>(`/api/chats/${chatId}`)).toMatchObject({
      group: { state: 'readOnly', card: { status: 'Shipped' } },
    });
  });

  it('opens, pauses and closes', async () => {
    const { chatId } = await made({ members: [{ userId: alice.id }] });
    const send = () => alice.ask('POST', `/api/chats/${chatId}/messages`, { text: 'Hello' });
    expect((await send()).status).toBe(201);
    for (const state of ['readOnly', 'closed']) {
      await made({ state });
      expect((await send()).status).toBe(403);
      expect((await alice.ask('GET', `/api/chats/${chatId}/messages`)).status).toBe(200);
    }
    expect((await made()).state).toBe('closed');
    await made({ state: 'open' });
    expect((await send()).status).toBe(201);
    for (let time = 0; time < 2; time++) expect((await asService('DELETE', path)).status).toBe(204);
    expect((await asService('GET', path)).body).toMatchObject({ state: 'closed', card });
    expect((await send()).status).toBe(403);
  });

  it('makes one chat when many ask at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => put({ members: [{ userId: alice.id }] })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.chatId)).size).toBe(1);
  });

  it('takes its name from whoever has it, and nobody who waited there is in it', async () => {
    const squatted = await createGroup(mallory, { handle: `order-${id}`, isPublic: true });
    await mallory.post(squatted.chatId, 'I was here');
    const { chatId } = await made({ members: [{ userId: alice.id }] });
    expect(chatId).not.toBe(squatted.chatId);
    expect((await mallory.ask('GET', `/api/chats/${chatId}`)).status).toBe(404);
    expect(await mallory.get<Chat>(`/api/chats/${squatted.chatId}`)).toMatchObject({ handle: null });
    expect(await alice.get<Chat>(`/api/chats/${chatId}`)).toMatchObject({
      handle: `order-${id}`,
      lastSeq: 0,
    });
  });

  it('meets those who open a room of its name at the same moment, and leaves them outside', async () => {
    const { openRoom } = platform.rpc.client(GroupsService);
    const [answer, room] = await Promise.all([
      put({ members: [{ userId: alice.id }] }),
      openRoom({ userId: mallory.id, handle: `order-${id}` }).catch(() => undefined),
    ]);
    expect(answer.status).toBe(201);
    expect(room?.chatId).not.toBe(answer.body.chatId);
    expect(await chatMembers(alice, answer.body.chatId)).toEqual(new Map([[alice.id, 'member']]));
    expect((await openRoom({ userId: alice.id, handle: `order-${id}` })).chatId).toBe(answer.body.chatId);
  });

  it('answers 503 while messages can not take it, and is whole once it is asked again', async () => {
    await createGroup(mallory, { handle: `order-${id}`, isPublic: true });
    await query(platform, 'messages', 'alter table chat_members rename to chat_members_away');
    try {
      expect((await put({ members: [{ userId: alice.id }] })).status).toBe(503);
    } finally {
      await query(platform, 'messages', 'alter table chat_members_away rename to chat_members');
    }
    await expect.poll(async () => (await put()).status, { timeout: 40_000 }).toBe(200);
    const { chatId } = await made();
    await alice.post(chatId, 'Here');
    expect(await alice.get<Chat>(`/api/chats/${chatId}`)).toMatchObject({ handle: `order-${id}` });
  });

  it('refuses users who do not exist, and names them; nothing is made', async () => {
    const unknown = randomUUID();
    const members = [{ userId: alice.id }, { userId: unknown }, { username: 'nobody-here' }];
    const refused = await put({ members });
    expect([refused.status, codeOf(refused)]).toEqual([400, 'groups.unknown_user']);
    expect(refused.body).toMatchObject({
      error: { details: { userIds: [unknown], usernames: ['nobody-here'] } },
    });
    expect((await asService('GET', path)).status).toBe(404);
  });

  it.each([
    [{ card: {} }],
    [{ card: { title: '' } }],
    [{ card: { title: 'x', link: 'javascript:alert(1)' } }],
    [{ card: { title: 'x', link: 'https://user:secret@example.org/' } }],
    [{ card: { title: 'x', pictureUrl: 'data:image/png;base64,AA==' } }],
    [{ card: { title: 'x', pictureUrl: '//example.org/x.png' } }],
    [{ card: { title: 'x', link: 'https://example.org/\nX: y' } }],
    [{ card: { title: 'x', status: 'y'.repeat(61) } }],
    [{ card: { title: 'x', more: 1 } }],
    [{ card: { title: 'x', fields: Array.from({ length: 13 }, () => ({ label: 'a', value: 'b' })) } }],
    [{ card: { title: 'x', fields: [{ label: '', value: 'b' }] } }],
    [{ card, state: 'ajar' }],
    [{ card, members: [{}] }],
    [{ card, members: [{ userId: randomUUID(), username: 'alice' }] }],
    [{ card, members: [{ username: 'alice', role: 'king' }] }],
    [{ card, more: true }],
    [{}],
  ])('refuses %j', async (body) => {
    expect((await asService('PUT', path, body)).status).toBe(400);
  });

  it.each(['or-der/1', 'order/a%20b', 'order/%00', `order/${'x'.repeat(40)}`, '1order/1', 'заказ/1'])(
    'refuses the name %s',
    async (name) => {
      expect((await put({}, `/api/contexts/${name}`)).status).toBe(400);
    },
  );

  it('names are the same in capitals', async () => {
    const { chatId } = await made();
    expect((await made({}, `/api/contexts/ORDER/${id.toUpperCase()}`)).chatId).toBe(chatId);
  });
});
