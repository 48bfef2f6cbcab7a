import type { ContextPage, CreatedServiceKey } from '@bridges/contracts';
import { ask, codeOf, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { beforeEach, describe, expect, it } from 'vitest';
import { chatMembers, removeMember } from './group-tools.ts';
import { card, contextScene, key } from './context-scene.ts';

const { scene, asService, made } = contextScene({
  ADMIN_EMAIL: 'root@example.org',
  ADMIN_PASSWORD: 'correct horse battery',
});
let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let mallory: TestUser;
let path: string;
let id: string;
beforeEach(() => {
  ({ platform, alice, bob, mallory, path, id } = scene);
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
