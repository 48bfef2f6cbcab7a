import type { MessageReaders } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pathOf, remove } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, chatOf, page, query } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
let group: TestGroup;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol, mallory] = await cast(platform, 'alice', 'bob', 'carol', 'mallory');
  group = await TestGroup.of(platform, alice, bob, carol);
  ({ chatId } = group);
});
afterAll(() => platform.stop());

const pin = (user: TestUser, seq: number, id = chatId) =>
  user.ask<{ pins: number[] }>('PUT', pathOf(id, seq, '/pin'));
const unpin = (user: TestUser, seq: number, id = chatId) =>
  user.ask<{ pins: number[] }>('DELETE', pathOf(id, seq, '/pin'));
const setRole = (role: string) =>
  query(
    platform,
    `update chats set group_info = coalesce(group_info, '{}') || jsonb_build_object('pinRole', $2::text) where id = $1`,
    [chatId, role],
  );

describe('a pin', () => {
  it('shows in the head of everybody, and the group is told who pinned', async () => {
    const { seq } = await alice.post(chatId, 'important');
    const { rev } = await chatOf(bob, chatId);
    using socket = await ChatSocket.open(bob);
    const { status, body } = await pin(alice, seq);
    expect([status, body.pins]).toEqual([200, [seq]]);
    const said = await socket.next(({ ev }) => ev === 'message');
    expect(said['message']).toMatchObject({
      kind: 'system',
      senderId: alice.id,
      seq: seq + 1,
      system: { type: 'messagePinned', seq },
    });
    const told = await socket.next(({ ev }) => ev === 'changed');
    expect(told).toMatchObject({ after: rev, rev: rev + 1, messages: [], head: { pins: [seq] } });
    expect(await chatOf(bob, chatId)).toMatchObject({ pins: [seq], rev: rev + 1, lastSeq: seq + 1 });
    expect((await page(bob, chatId, '?limit=1')).messages[0]).toEqual(said['message']);
    // Again: nothing more is said.
    await pin(alice, seq);
    expect(await chatOf(bob, chatId)).toMatchObject({ rev: rev + 1, lastSeq: seq + 1 });
    expect((await unpin(alice, seq)).body.pins).toEqual([]);
    expect((await unpin(alice, seq)).body.pins).toEqual([]);
    expect(await chatOf(bob, chatId)).toMatchObject({ pins: [], rev: rev + 2, lastSeq: seq + 1 });
  });

  it('is for the role that the group asks for', async () => {
    const { seq } = await bob.post(chatId, 'x');
    await setRole('admin');
    expect((await pin(bob, seq)).status).toBe(403);
    expect((await pin(alice, seq)).status).toBe(200);
    expect((await unpin(bob, seq)).status).toBe(403);
    await setRole('member');
    expect((await unpin(bob, seq)).status).toBe(200);
    expect((await pin(mallory, seq)).status).toBe(404);
    expect((await pin(bob, 4000)).status).toBe(404);
    await query(platform, `update chats set state = 'readOnly' where id = $1`, [chatId]);
    expect((await pin(bob, seq)).status).toBe(403);
    await query(platform, `update chats set state = 'open' where id = $1`, [chatId]);
  });

  it('is for both in a direct chat, without a word in it', async () => {
    const { id } = await alice.openDirect(bob);
    const { seq } = await alice.post(id, 'x');
    expect((await pin(bob, seq, id)).body.pins).toEqual([seq]);
    expect(await chatOf(alice, id)).toMatchObject({ pins: [seq], lastSeq: seq });
  });

  it('goes with its message, and there are 100 at most', async () => {
    const { seq } = await alice.post(chatId, 'x');
    await pin(alice, seq);
    await remove(alice, chatId, [seq]);
    expect((await chatOf(bob, chatId)).pins).toEqual([]);
    expect((await pin(alice, seq)).status).toBe(404);
    const other = await alice.post(chatId, 'y');
    await query(platform, 'update chats set pins = array(select generate_series(1001, 1100)) where id = $1', [
      chatId,
    ]);
    expect((await pin(alice, other.seq)).status).toBe(409);
    await query(platform, `update chats set pins = '{}' where id = $1`, [chatId]);
  });
});

describe('readers of a message', () => {
  it('are those whose marker has passed it, without its sender', async () => {
    const { seq } = await alice.post(chatId, 'who reads?');
    await bob.ask('POST', `/api/chats/${chatId}/read`, { seq });
    const { readers, users } = await carol.get<MessageReaders>(pathOf(chatId, seq, '/readers'));
    expect([readers, users.map(({ id }) => id)]).toEqual([[{ userId: bob.id }], [bob.id]]);
    expect((await mallory.ask('GET', pathOf(chatId, seq, '/readers'))).status).toBe(404);
    await query(
      platform,
      `insert into chat_members (chat_id, user_id, role, joined_at)
       select $1, gen_random_uuid(), 'member', now() from generate_series(1, 100)`,
      [chatId],
    );
    expect((await carol.ask('GET', pathOf(chatId, seq, '/readers'))).status).toBe(403);
  });
});
