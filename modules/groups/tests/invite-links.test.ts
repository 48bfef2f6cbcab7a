import { randomUUID } from 'node:crypto';
import type {
  CreatedInviteLink,
  Group,
  InviteLinkList,
  InviteLinkPreview,
  JoinOutcome,
} from '@bridges/contracts';
import { ask, codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { chatMembers, createGroup, removeMember } from './group-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
/** Alice owns it, Bob is a member; Carol and Mallory are outside. */
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
  });
  const cast = await Promise.all(['alice', 'bob', 'carol', 'mallory'].map((name) => platform.user(name)));
  [alice, bob, carol, mallory] = cast as [TestUser, TestUser, TestUser, TestUser];
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await createGroup(alice, { memberIds: [bob.id], description: 'Private matters' });
});

const linksOf = (chatId = group.chatId) => `/api/groups/${chatId}/invite-links`;
const create = (by: TestUser, terms: object = {}, chatId = group.chatId) =>
  by.ask<CreatedInviteLink>('POST', linksOf(chatId), terms);
const join = (user: TestUser, secret: string) =>
  user.ask<JoinOutcome>('POST', `/api/invite-links/${secret}/join`);
/** What could not be answered just now is asked again, as clients do: on a busy machine fifty wait long for a connection. */
async function joinSurely(user: TestUser, secret: string) {
  for (;;) {
    const answer = await join(user, secret);
    if (answer.status !== 503) return answer;
  }
}
const preview = (user: TestUser, secret: string) =>
  user.ask<InviteLinkPreview>('GET', `/api/invite-links/${secret}`);
const revoke = (by: TestUser, linkId: string, chatId = group.chatId) =>
  by.ask('DELETE', `${linksOf(chatId)}/${linkId}`);

async function created(by: TestUser, terms: object = {}): Promise<CreatedInviteLink> {
  const { status, body } = await create(by, terms);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

async function sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: platform.databaseUrl('groups') });
  await client.connect();
  return client.query<Row>(text, values).then(
    (result) => client.end().then(() => result.rows),
    (error: unknown) => client.end().then(() => Promise.reject(error)),
  );
}

/** Both routes answer as if there never was such a link. */
async function expectDead(secret: string, user = carol): Promise<void> {
  const never = 'A'.repeat(22);
  for (const ask of [preview, join]) {
    const [dead, absent] = [await ask(user, secret), await ask(user, never)];
    expect([dead.status, codeOf(dead)]).toEqual([404, 'groups.link_not_found']);
    expect({ ...(dead.body as object), error: { ...errorOf(dead), requestId: '' } }).toEqual({
      ...(absent.body as object),
      error: { ...errorOf(absent), requestId: '' },
    });
  }
}
const errorOf = (answer: { body: unknown }) => (answer.body as { error: object }).error;

describe('a link', () => {
  it('leads in whoever holds it; its secret is told once and stored as a hash', async () => {
    const { link, secret, url } = await created(alice, { name: ' For  friends ' });
    expect(secret).toMatch(/^[\w-]{22}$/);
    expect(url).toMatch(new RegExp(`^http.+/join/${secret}$`));
    expect(link).toMatchObject({ name: 'For friends', useCount: 0, useLimit: null, isUsable: true });
    expect(secret.startsWith(link.prefix)).toBe(true);

    expect((await preview(carol, secret)).body).toEqual({
      group: { title: 'Team', description: 'Private matters', pictureFileId: null, memberCount: 2 },
      needsApproval: false,
      chatId: null,
      isRequested: false,
    });
    expect((await join(carol, secret)).body).toEqual({ status: 'joined', chatId: group.chatId });
    await carol.post(group.chatId, 'Here I am');
    expect((await join(carol, secret)).body).toEqual({ status: 'joined', chatId: group.chatId });
    expect((await preview(carol, secret)).body).toMatchObject({ chatId: group.chatId });

    const listed = await alice.get<InviteLinkList>(linksOf());
    expect(listed.links).toEqual([{ ...link, useCount: 1 }]);
    expect(listed.users.map((user) => user.id)).toEqual([alice.id]);
    const rows = await sql<{ row: string }>(
      'select row_to_json(invite_links)::text as row from invite_links',
    );
    expect(JSON.stringify([rows, listed])).not.toContain(secret);
  });

  it('is made with its terms by those who may add people', async () => {
    const byMember = await create(bob);
    expect([byMember.status, codeOf(byMember)]).toEqual([403, 'groups.not_allowed']);
    for (const chatId of [group.chatId, randomUUID()]) {
      const foreign = await create(mallory, {}, chatId);
      expect([foreign.status, codeOf(foreign)]).toEqual([404, 'groups.not_found']);
    }
    expect((await ask(platform.url, 'POST', linksOf(), {})).status).toBe(401);
    const late = await create(alice, { expiresAt: new Date(Date.now() - 1000).toISOString() });
    expect([late.status, codeOf(late)]).toEqual([400, 'groups.expires_in_past']);
  });

  it.each([
    [{ useLimit: 0 }],
    [{ useLimit: 1.5 }],
    [{ useLimit: 1, needsApproval: true }],
    [{ expiresAt: 'tomorrow' }],
    [{ name: 'x'.repeat(65) }],
    [{ role: 'admin' }],
  ])('is not made of %j', async (terms) => {
    expect((await create(alice, terms)).status).toBe(400);
  });

  it(
    'lets exactly as many in as it says, when fifty come for its last use',
    { timeout: 180_000 },
    async () => {
      const { secret } = await created(alice, { useLimit: 2 });
      expect((await join(carol, secret)).status).toBe(200);
      const users = await Promise.all(Array.from({ length: 50 }, () => platform.user('joiner')));
      const answers = await Promise.all(users.map((user) => joinSurely(user, secret)));
      const statuses = answers.map((answer) => answer.status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 404)).toHaveLength(49);
      expect((await chatMembers(alice, group.chatId)).size).toBe(4);
      expect(await sql('select use_count from invite_links where chat_id = $1', [group.chatId])).toEqual([
        { use_count: 2 },
      ]);
      await expectDead(secret, mallory);
    },
  );

  it('ends when it expires', async () => {
    const { secret } = await created(alice, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
    expect((await preview(carol, secret)).status).toBe(200);
    await sql(`update invite_links set expires_at = now() where chat_id = $1`, [group.chatId]);
    await expectDead(secret);
    expect((await alice.get<InviteLinkList>(linksOf())).links).toMatchObject([{ isUsable: false }]);
  });

  it('ends when it is revoked, also while people are joining', async () => {
    const { link, secret } = await created(alice);
    const users = await Promise.all(Array.from({ length: 10 }, () => platform.user('joiner')));
    const [revoked, ...answers] = await Promise.all([
      revoke(alice, link.id),
      ...users.map((user) => join(user, secret)),
    ]);
    expect(revoked.status).toBe(204);
    const joined = answers.filter((answer) => answer.status === 200).length;
    expect((await chatMembers(alice, group.chatId)).size).toBe(2 + joined);
    await expectDead(secret);
    expect((await revoke(alice, link.id)).status).toBe(204);
    expect((await alice.get<InviteLinkList>(linksOf())).links).toEqual([]);
  });

  it('ends with the right of its maker: who was removed can not come back by it', async () => {
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { addRole: 'member' });
    const { secret } = await created(bob);
    await removeMember(alice, group.chatId, bob.id);
    await expectDead(secret, bob);
    await expectDead(secret, carol);
  });

  it('is nothing to who is banned', async () => {
    const { secret } = await created(alice);
    await sql(`insert into group_bans values ($1, $2, $3, now())`, [group.chatId, carol.id, alice.id]);
    await expectDead(secret, carol);
  });

  it('ends with the group', async () => {
    const { secret } = await created(alice);
    expect((await alice.ask('DELETE', `/api/groups/${group.chatId}`)).status).toBeLessThan(300);
    await expectDead(secret);
  });

  it.each(['x', 'A'.repeat(22), 'A'.repeat(200), '..%2F..', '%00', '%F0%9F%98%80'])(
    'that is none, like %s, leads nowhere',
    async (secret) => {
      for (const ask of [preview, join]) expect((await ask(carol, secret)).status).toBe(404);
    },
  );
});

describe('links of a group', () => {
  it('are seen and ended by their makers, and by owners and admins', async () => {
    await alice.ask('PATCH', `/api/groups/${group.chatId}`, { addRole: 'member' });
    const [hers, his] = [await created(alice, { name: 'hers' }), await created(bob, { name: 'his' })];
    const names = async (user: TestUser) =>
      (await user.get<InviteLinkList>(linksOf())).links.map((link) => link.name);
    expect(await names(alice)).toEqual(['his', 'hers']);
    expect(await names(bob)).toEqual(['his']);
    const refused = await revoke(bob, hers.link.id);
    expect([refused.status, codeOf(refused)]).toEqual([404, 'groups.link_not_found']);
    expect((await revoke(alice, his.link.id)).status).toBe(204);
    expect((await preview(carol, hers.secret)).status).toBe(200);
  });

  it('are not reached through another group', async () => {
    const { link, secret } = await created(alice);
    const other = await createGroup(mallory);
    const refused = await revoke(mallory, link.id, other.chatId);
    expect([refused.status, codeOf(refused)]).toEqual([404, 'groups.link_not_found']);
    for (const chatId of [group.chatId, randomUUID()]) {
      expect((await revoke(mallory, link.id, chatId)).status).toBe(404);
      expect((await mallory.ask('GET', linksOf(chatId))).status).toBe(404);
    }
    expect((await preview(carol, secret)).status).toBe(200);
  });
});
