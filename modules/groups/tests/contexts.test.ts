import { randomUUID } from 'node:crypto';
import type { Chat, ContextDetails, ContextPage, CreatedServiceKey } from '@bridges/contracts';
import { GroupsService } from '@bridges/contracts/proto';
import { ask, codeOf, startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { chatMembers, createGroup, removeMember } from './group-tools.ts';

const key = `bsk_${'k'.repeat(40)}`;
let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let mallory: TestUser;
/** The address of a thing nobody has put yet. */
let path: string;
let id: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: {
      SERVICE_KEYS: `shop:${key}`,
      ADMIN_EMAIL: 'root@example.org',
      ADMIN_PASSWORD: 'correct horse battery',
    },
  });
  const cast = await Promise.all(['alice', 'bob', 'mallory'].map((name) => platform.user(name)));
  [alice, bob, mallory] = cast as [TestUser, TestUser, TestUser];
});
afterAll(() => platform.stop());
beforeEach(() => {
  id = randomUUID().slice(0, 8);
  path = `/api/contexts/order/${id}`;
});

const asService = <Body = ContextDetails>(method: string, address: string, body?: unknown, secret = key) =>
  ask<Body>(platform.url, method, address, body, secret);
const card = { title: 'Order 123', status: 'Paid', link: 'https://shop.example.org/orders/123' };
const put = (body: object = {}, address = path) => asService('PUT', address, { card, ...body });

async function made(body: object = {}, address = path): Promise<ContextDetails> {
  const answer = await put(body, address);
  if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

async function sql(module: 'groups' | 'messages', text: string): Promise<void> {
  const client = new pg.Client({ connectionString: platform.databaseUrl(module) });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

async function versionOf(chatId: string): Promise<number> {
  const client = new pg.Client({ connectionString: platform.databaseUrl('groups') });
  await client.connect();
  const { rows } = await client.query('select version from groups where chat_id = $1', [chatId]);
  await client.end();
  return Number((rows[0] as { version: string }).version);
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
    await sql('messages', 'alter table chat_members rename to chat_members_away');
    try {
      expect((await put({ members: [{ userId: alice.id }] })).status).toBe(503);
    } finally {
      await sql('messages', 'alter table chat_members_away rename to chat_members');
    }
    await expect.poll(async () => (await put()).status, { timeout: 5000 }).toBe(200);
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

describe('who may', () => {
  it('users neither make nor close, keys without the scope and revoked ones do nothing', async () => {
    await made({ members: [{ userId: alice.id, role: 'owner' }] });
    for (const access of [alice.access, undefined, `bsk_${'x'.repeat(40)}`, 'bsk_', 'nonsense']) {
      expect((await asService('PUT', path, { card }, access ?? '')).status).toBe(401);
      expect((await asService('DELETE', path, undefined, access ?? '')).status).toBe(401);
    }
    const root = await TestUser.signIn(platform.url, 'root@example.org');
    const { body } = await root.ask<CreatedServiceKey>('POST', '/api/admin/service-keys', { name: 'Till' });
    expect((await asService('GET', path, undefined, body.secret)).status).toBe(200);
    await root.ask('DELETE', `/api/admin/service-keys/${body.key.id}`);
    await expect
      .poll(async () => (await asService('GET', path, undefined, body.secret)).status, { timeout: 2500 })
      .toBe(401);
    expect((await ask(platform.url, 'GET', '/api/chats', undefined, key)).status).toBe(401);
    expect((await ask(platform.url, 'GET', '/api/groups', undefined, key)).status).toBe(401);
  });

  it('users see those they are in, without the rest; others learn nothing', async () => {
    const mine = await made({ members: [{ userId: alice.id }, { userId: bob.id }] });
    expect(await alice.get(path)).toEqual({ ...mine, members: null });
    const foreign = await mallory.ask('GET', path);
    const absent = await mallory.ask('GET', `${path}x`);
    for (const answer of [foreign, absent])
      expect([answer.status, codeOf(answer)]).toEqual([404, 'groups.context_not_found']);
    expect((await ask(platform.url, 'GET', path)).status).toBe(401);
    await made({ members: [{ userId: bob.id }] });
    expect((await alice.ask('GET', path)).status).toBe(404);
  });

  it('nobody inherits it, renames it, opens it to all or deletes it; it keeps its name when all have left', async () => {
    const { chatId } = await made({
      members: [{ userId: alice.id, role: 'owner' }, { userId: bob.id }],
    });
    for (const change of [{ title: 'Mine' }, { handle: 'mine' }, { isPublic: true, joinRule: 'open' }])
      expect((await alice.ask('PATCH', `/api/groups/${chatId}`, change)).status).toBe(409);
    expect((await alice.ask('DELETE', `/api/groups/${chatId}`)).status).toBe(409);
    expect((await removeMember(alice, chatId, alice.id)).status).toBe(204);
    expect(await chatMembers(bob, chatId)).toEqual(new Map([[bob.id, 'member']]));
    expect((await removeMember(bob, chatId, bob.id)).status).toBe(204);
    const back = await made({ members: [{ userId: bob.id }] });
    expect(back).toMatchObject({ chatId, handle: `order-${id}`, memberCount: 1 });
    await bob.post(chatId, 'Back again');
  });
});

describe('GET /api/contexts', () => {
  it('lists by type, state and status, the latest change first, by pages', async () => {
    const type = `t${id}`;
    const at = (name: string) => `/api/contexts/${type}/${name}`;
    await made({ members: [{ userId: alice.id }] }, at('a'));
    await made({ card: { title: 'Broken lamp', status: 'New' }, members: [{ userId: bob.id }] }, at('b'));
    await made({ state: 'closed', members: [{ userId: alice.id }] }, at('c'));
    const list = async (query: string, secret = key) => {
      const answer = await asService<ContextPage>(
        'GET',
        `/api/contexts?type=${type}${query}`,
        undefined,
        secret,
      );
      expect(answer.status).toBe(200);
      return answer.body;
    };
    const ids = async (query: string, secret = key) =>
      (await list(query, secret)).contexts.map((context) => context.id);
    expect(await ids('')).toEqual(['c', 'b', 'a']);
    expect(await ids('&state=open')).toEqual(['b', 'a']);
    expect(await ids('&status=Paid')).toEqual(['c', 'a']);
    expect(await ids('&search=lamp')).toEqual(['b']);
    expect(await ids(`&search=${type}-c`)).toEqual(['c']);
    expect(await ids('&search=%25')).toEqual([]);
    expect(await ids('', alice.access)).toEqual(['c', 'a']);
    expect(await ids('', mallory.access)).toEqual([]);
    const first = await list('&limit=2');
    expect(await ids(`&limit=2&cursor=${first.nextCursor}`)).toEqual(['a']);
    expect((await asService('GET', '/api/contexts?cursor=nonsense')).status).toBe(400);
    expect((await asService('GET', '/api/contexts?state=ajar')).status).toBe(400);
  });
});
