import type { Group } from '@bridges/contracts';
import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  addMembers,
  chatMembers,
  createGroup,
  query as queryOf,
  removeMember,
  withoutMessages as withoutMessagesOf,
} from './group-tools.ts';

let platform: TestPlatform;
let users: TestUser[];
let alice: TestUser;
let bob: TestUser;
let group: Group;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'groups', 'messages'],
  });
  users = await Promise.all(['alice', 'bob', 'carol', 'dan', 'erin'].map((name) => platform.user(name)));
  [alice, bob] = users as [TestUser, TestUser];
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await createGroup(alice, { memberIds: [bob.id] });
});

const query = <Row extends pg.QueryResultRow>(
  module: 'groups' | 'messages',
  text: string,
  values: unknown[] = [],
) => queryOf<Row>(platform, module, text, values);
const withoutMessages = (act: () => Promise<unknown>) => withoutMessagesOf(platform, act);

const versionOf = async (module: 'groups' | 'messages') => {
  const [table, id, version] =
    module === 'groups' ? ['groups', 'chat_id', 'version'] : ['chats', 'id', 'membership_version'];
  const rows = await query<{ version: string }>(
    module,
    `select ${version} as version from ${table} where ${id} = $1`,
    [group.chatId],
  );
  return Number(rows[0]?.version);
};

describe('a membership change', () => {
  it('answers 503 while messages can not take it, and is in force once a repeat succeeds', async () => {
    await withoutMessages(async () => {
      const failed = await removeMember(alice, group.chatId, bob.id);
      expect([failed.status, codeOf(failed)]).toEqual([503, 'kit.unavailable']);
      expect(failed.body).toMatchObject({ error: { isRetryable: true } });
      for (let time = 0; time < 2; time++) {
        expect((await removeMember(alice, group.chatId, alice.id)).status).toBe(503);
      }
    });
    expect((await removeMember(alice, group.chatId, alice.id)).status).toBe(204);
    expect([await versionOf('groups'), await versionOf('messages')]).toEqual([3, 3]);
    for (const gone of [alice, bob]) {
      expect((await gone.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(404);
    }
    expect((await removeMember(alice, group.chatId, alice.id)).status).toBe(404);
  });

  it('arrives by event alone when the call was lost', async () => {
    await withoutMessages(() => removeMember(alice, group.chatId, bob.id));
    await platform.settled();
    expect((await bob.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(404);
  });

  it('arrives by the job alone when the event was lost as well', async () => {
    // The group's creation is no longer on its way.
    await platform.settled();
    await withoutMessages(async () => {
      await removeMember(alice, group.chatId, bob.id);
      const events = await query<{ event_id: string }>(
        'groups',
        `select event_id from outbox where event = 'groups.membership_changed.v1'`,
      );
      expect(events).toHaveLength(1);
      const taken = `insert into inbox (consumer, event_id) values ('messages.on-membership-changed', $1)`;
      await query('messages', taken, [events[0]?.event_id]);
    });
    await query('groups', `select graphile_worker.add_job('deliver-memberships')`);
    await platform.settled();
    expect((await bob.ask('GET', `/api/chats/${group.chatId}`)).status).toBe(404);
  });

  it('fails while groups is away, and chats go on with the members they have', async () => {
    const { chatId } = group;
    await query('groups', 'alter table groups rename to groups_away');
    try {
      expect((await removeMember(alice, chatId, bob.id)).status).toBeGreaterThanOrEqual(500);
      expect(
        (
          await addMembers(
            alice,
            chatId,
            users.map(({ id }) => id),
          )
        ).status,
      ).toBeGreaterThanOrEqual(500);
      await bob.post(chatId, 'Still here');
      expect((await users[2]?.ask('GET', `/api/chats/${chatId}`))?.status).toBe(404);
    } finally {
      await query('groups', 'alter table groups_away rename to groups');
    }
    expect((await removeMember(alice, chatId, bob.id)).status).toBe(204);
    expect((await bob.ask('POST', `/api/chats/${chatId}/messages`, { text: 'late' })).status).toBe(404);
  });

  it('leaves nothing pending, and nothing in dead_events', async () => {
    await addMembers(
      alice,
      group.chatId,
      users.map((user) => user.id),
    );
    await platform.settled();
    expect(await query('groups', 'select 1 from pending_changes where chat_id = $1', [group.chatId])).toEqual(
      [],
    );
    expect(await query('messages', 'select consumer, error from dead_events')).toEqual([]);
  });

  it('of removal and leaving at once happens one time', async () => {
    const [removal, leaving] = await Promise.all([
      removeMember(alice, group.chatId, bob.id),
      removeMember(bob, group.chatId, bob.id),
    ]);
    expect(removal.status).toBe(204);
    expect([204, 404]).toContain(leaving.status);
    expect([await versionOf('groups'), await versionOf('messages')]).toEqual([2, 2]);
  });

  it('never leaves a group without an owner when all leave at once', async () => {
    await addMembers(
      alice,
      group.chatId,
      users.map((user) => user.id),
    );
    const leavers = users.slice(0, 4);
    const answers = await Promise.all(leavers.map((user) => removeMember(user, group.chatId, user.id)));
    expect(answers.map((answer) => answer.status)).toEqual([204, 204, 204, 204]);
    const last = users[4] as TestUser;
    expect(await chatMembers(last, group.chatId)).toEqual(new Map([[last.id, 'owner']]));
  });

  it('is the same in both places after a storm', async () => {
    await addMembers(
      alice,
      group.chatId,
      users.map((user) => user.id),
    );
    const others = users.slice(1);
    await Promise.all(
      Array.from({ length: 60 }, (_none, turn) => {
        const user = others[turn % others.length] as TestUser;
        if (turn % 3 === 0) return removeMember(user, group.chatId, user.id);
        return turn % 3 === 1
          ? removeMember(alice, group.chatId, user.id)
          : addMembers(alice, group.chatId, [user.id]);
      }),
    );
    await platform.settled();
    const owned = await query<{ user_id: string; role: string }>(
      'groups',
      'select user_id, role from group_members where chat_id = $1',
      [group.chatId],
    );
    expect(await chatMembers(alice, group.chatId)).toEqual(
      new Map(owned.map((row) => [row.user_id, row.role])),
    );
    expect(await versionOf('messages')).toBe(await versionOf('groups'));
  });
});
