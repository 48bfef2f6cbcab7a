import type { InvitationPage } from '@bridges/contracts';
import { BlockChangedSchema, MentionedSchema } from '@bridges/contracts/proto';
import { create, toBinary } from '@bufbuild/protobuf';
import { testPassword } from '@bridges/dev-env';
import type { TestUser } from '@bridges/dev-env';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { notificationsPurge } from '../src/services/notifications-purge.ts';
import type { Database } from '../src/tables/database.ts';
import { groupOf, inboxScene, must, pageOf, read, unreadOf } from './inbox-scene.ts';

const scene = inboxScene();

/** Runs one statement in a module's own database: what no door does. */
async function query(module: 'messages' | 'accounts' | 'notifications', text: string, values: unknown[]) {
  const client = new pg.Client({ connectionString: scene.platform.databaseUrl(module) });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

describe('groups', () => {
  it('tell of being added until the chat is read, and of being removed for good', async () => {
    const { platform, alice, bob } = scene;
    const chatId = await groupOf(alice, [bob]);
    await platform.settled();
    expect(await unreadOf(bob)).toMatchObject([
      { kind: 'added_to_group', actorIds: [alice.id], details: { chatId, title: 'Team' } },
    ]);
    const { seq } = await alice.post(chatId, 'Welcome');
    await read(bob, chatId, seq);
    await platform.settled();
    expect(await unreadOf(bob)).toEqual([]);
    await must(alice, 'PUT', `/api/groups/${chatId}/bans/${bob.id}`);
    await platform.settled();
    const { notifications } = await pageOf(bob);
    expect(notifications).toMatchObject([
      { kind: 'removed_from_group', readAt: null, details: { chatId, title: 'Team', isBanned: true } },
      // Of the other group.
      { kind: 'added_to_group' },
    ]);
  });

  it('tell of an invitation until it is accepted', async () => {
    const { platform, alice, bob } = scene;
    const chatId = await groupOf(alice, []);
    const path = `/api/groups/${chatId}/invitations`;
    const { invitations } = await must<{ invitations: { id: string }[] }>(alice, 'POST', path, {
      userIds: [bob.id],
    });
    const invitationId = invitations[0]?.id;
    await platform.settled();
    expect(await unreadOf(bob)).toMatchObject([
      { kind: 'invitation', actorIds: [alice.id], details: { chatId, title: 'Team', invitationId } },
    ]);
    await must(bob, 'POST', `/api/invitations/${invitationId}/accept`);
    await platform.settled();
    expect(await unreadOf(bob)).toEqual([]);
  });

  it('tell those who may answer of requests to join, together, until they are answered', async () => {
    const { platform, alice, bob, carol } = scene;
    const chatId = await groupOf(alice, []);
    const terms = { needsApproval: true };
    const { secret } = await must<{ secret: string }>(
      alice,
      'POST',
      `/api/groups/${chatId}/invite-links`,
      terms,
    );
    for (const user of [bob, carol]) await must(user, 'POST', `/api/invite-links/${secret}/join`);
    await platform.settled();
    const [entry] = await unreadOf(alice);
    expect(entry).toMatchObject({ kind: 'join_request', count: 2, details: { chatId, title: 'Team' } });
    expect(entry?.actorIds.toSorted()).toEqual([bob.id, carol.id].toSorted());
    await must(alice, 'POST', `/api/groups/${chatId}/join-requests/${bob.id}/approve`);
    await platform.settled();
    expect(await unreadOf(alice)).toMatchObject([{ actorIds: [carol.id], count: 1 }]);
    await must(alice, 'DELETE', `/api/groups/${chatId}`);
    await platform.settled();
    expect(await unreadOf(alice)).toEqual([]);
  });

  it('tell no more of requests that were declined or withdrawn, and of invitations that are void', async () => {
    const { platform, alice, bob, carol } = scene;
    const chatId = await groupOf(alice, []);
    const group = `/api/groups/${chatId}`;
    const link = await must<{ secret: string }>(alice, 'POST', `${group}/invite-links`, {
      needsApproval: true,
    });
    const ask = async (user: TestUser) => {
      await must(user, 'POST', `/api/invite-links/${link.secret}/join`);
      await platform.settled();
      expect(await unreadOf(alice)).toMatchObject([{ kind: 'join_request' }]);
    };
    for (const [user, end] of [
      [bob, () => must(alice, 'POST', `${group}/join-requests/${bob.id}/decline`)],
      [carol, () => must(carol, 'DELETE', `/api/join-requests/${chatId}`)],
    ] as const) {
      await ask(user);
      await end();
      await platform.settled();
      expect(await unreadOf(alice)).toEqual([]);
    }
    const body = { userIds: [bob.id] };
    const ends: ((id: string | undefined) => Promise<unknown>)[] = [
      (id) => must(alice, 'DELETE', `/api/invitations/${id}`),
      (id) => must(bob, 'POST', `/api/invitations/${id}/decline`),
      () => must(alice, 'PUT', `${group}/bans/${bob.id}`),
    ];
    for (const end of ends) {
      const { invitations } = await must<InvitationPage>(alice, 'POST', `${group}/invitations`, body);
      await platform.settled();
      expect(await unreadOf(bob)).toMatchObject([{ kind: 'invitation' }]);
      await end(invitations[0]?.id);
      await platform.settled();
      expect(await unreadOf(bob)).toEqual([]);
    }
  });
});

it('contacts: a request until it is answered, and the answer', async () => {
  const { platform, alice, bob, carol } = scene;
  await must(alice, 'POST', '/api/contacts', { userId: bob.id });
  await must(carol, 'POST', '/api/contacts', { userId: bob.id });
  await platform.settled();
  expect(await unreadOf(bob)).toMatchObject([
    { kind: 'contact_request', actorIds: [carol.id] },
    { kind: 'contact_request', actorIds: [alice.id] },
  ]);
  await must(bob, 'POST', `/api/contacts/requests/${alice.id}/accept`);
  await platform.settled();
  expect(await unreadOf(bob)).toMatchObject([{ actorIds: [carol.id] }]);
  expect(await unreadOf(alice)).toMatchObject([{ kind: 'contact_accepted', actorIds: [bob.id] }]);
});

it('a changed password is told, with no other session as well', async () => {
  const { platform, alice } = scene;
  const change = { currentPassword: testPassword, newPassword: 'another horse battery' };
  await must(alice, 'PUT', '/api/me/password', change);
  await platform.settled();
  expect(await unreadOf(alice)).toMatchObject([{ kind: 'password_changed', details: { endedSessions: 0 } }]);
});

it('a removal is told also when somebody blocked did it, but not who', async () => {
  const { platform, alice, bob, chatId } = scene;
  await must(bob, 'POST', '/api/blocks', { userId: alice.id });
  await platform.settled();
  await must(alice, 'DELETE', `/api/groups/${chatId}/members/${bob.id}`);
  await platform.settled();
  expect(await unreadOf(bob)).toMatchObject([{ kind: 'removed_from_group', actorIds: [] }]);
});

it('entries are kept for 90 days', async () => {
  const { platform, alice, bob, chatId } = scene;
  await alice.post(chatId, `@${bob.username}`);
  await platform.settled();
  const db = platform.databaseUrl('notifications');
  const days = (count: number) =>
    query(
      'notifications',
      `update notifications set created_at = now() - interval '${count} days' where user_id = $1`,
      [bob.id],
    );
  const kysely = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: db, max: 1 }) }),
    plugins: [new CamelCasePlugin()],
  });
  try {
    await days(89);
    await notificationsPurge(kysely);
    expect((await pageOf(bob)).notifications).not.toEqual([]);
    await days(91);
    await notificationsPurge(kysely);
    expect((await pageOf(bob)).notifications).toEqual([]);
  } finally {
    await kysely.destroy();
  }
});

describe('events', () => {
  it('delivered twice make one entry; an older block changes nothing', async () => {
    const { platform, alice, bob, carol, chatId } = scene;
    const { seq } = await alice.post(chatId, 'hello');
    const mentioned = create(MentionedSchema, {
      message: { chatId, seq, senderId: alice.id, kind: 'text', text: 'hello' },
      userIds: [bob.id],
    });
    const block = (isBlocked: boolean, version: number) =>
      create(BlockChangedSchema, { blockerId: carol.id, blockedId: alice.id, isBlocked, version });
    const insert = 'insert into outbox (event_id, event, payload) values ($1, $2, $3)';
    const eventId = uuidv7();
    const payload = Buffer.from(toBinary(MentionedSchema, mentioned));
    for (const id of [eventId, uuidv7()]) {
      await query('messages', insert, [id, 'messages.mentioned.v1', payload]);
      await platform.settled();
    }
    expect(await unreadOf(bob)).toHaveLength(1);
    for (const change of [block(true, 7), block(false, 6)]) {
      const bytes = Buffer.from(toBinary(BlockChangedSchema, change));
      await query('accounts', insert, [uuidv7(), 'accounts.block_changed.v1', bytes]);
      await platform.settled();
    }
    await alice.post(chatId, `@${carol.username}`);
    await platform.settled();
    expect(await unreadOf(carol)).toEqual([]);
  });
});
