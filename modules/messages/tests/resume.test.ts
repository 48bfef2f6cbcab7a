import { randomUUID } from 'node:crypto';
import type { ChatPage, ResumeReply } from '@bridges/contracts';
import { resumeReply } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, chatOf, history, page, postMany, query, range, seqsOf } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let group: TestGroup;
let socket: ChatSocket;
let epoch: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'gateway'],
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  [alice, bob] = await cast(platform, 'alice', 'bob');
  group = await TestGroup.of(platform, alice, bob);
  epoch = (await bob.get<ChatPage>('/api/chats')).epoch;
  socket = await ChatSocket.open(bob);
  return () => socket[Symbol.dispose]();
});

const told = (reply: ResumeReply, chatId: string = group.chatId) =>
  reply.chats.find(({ chat }) => chat.id === chatId);

/** A row per message, without the cost of as many requests. */
async function fill(chatId: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 50)
    await Promise.all(range(at + 1, Math.min(count, at + 50)).map((n) => alice.post(chatId, `${n}`)));
}

describe('resume', () => {
  it('of a device that has nothing tells every chat with its newest message', async () => {
    await postMany(alice, group.chatId, 3);
    const reply = await socket.resume(null, {});
    expect(resumeReply.parse(reply)).toEqual(reply);
    expect([reply.epoch, reply.isReset, reply.gone, reply.marks, reply.hasMore]).toEqual([
      epoch,
      true,
      [],
      {},
      false,
    ]);
    expect(reply.chats.map(({ chat }) => chat.kind).toSorted()).toEqual(['group', 'saved']);
    expect(told(reply)).toMatchObject({ isReset: true, chat: { unreadCount: 3 }, messages: [{ seq: 3 }] });
    expect(told(reply)?.chat).toEqual(await chatOf(bob, group.chatId));
    expect(reply.users.map(({ id }) => id)).toEqual([alice.id]);
  });

  it.each([
    [0, 100],
    [1, 100],
    [99, 100],
    [20, 120],
  ])('from seq %i of %i gives all that was missed', async (from, last) => {
    await fill(group.chatId, last);
    const reply = await socket.resume(epoch, { [group.chatId]: from });
    expect(reply.isReset).toBe(false);
    expect(told(reply)).toMatchObject({ isReset: false, chat: { lastSeq: last } });
    expect(told(reply)?.messages).toEqual((await history(bob, group.chatId)).slice(from));
    expect(seqsOf(told(reply)?.messages ?? [])).toEqual(range(from + 1, last));
  });

  it('after more than a hundred resets the chat, with the newest message', async () => {
    await fill(group.chatId, 101);
    const chat = told(await socket.resume(epoch, { [group.chatId]: 0 }));
    expect([chat?.isReset, seqsOf(chat?.messages ?? [])]).toEqual([true, [101]]);
    expect(told(await socket.resume(epoch, { [group.chatId]: 1 }))?.messages).toHaveLength(100);
  });

  it('over many chats sends no part of one: all that it missed, or a reset', async () => {
    const groups = await Promise.all(range(1, 22).map(() => TestGroup.of(platform, alice, bob)));
    const ids = groups.map(({ chatId }) => chatId);
    // Straight into the tables: what counts is how much is there.
    await query(
      platform,
      `insert into messages select c, s, $2, 'text', 'x', gen_random_uuid(), 0, now() from unnest($1::uuid[]) c, generate_series(1, 100) s`,
      [ids, alice.id],
    );
    await query(platform, 'update chats set last_seq = 100 where id = any($1)', [ids]);
    const reply = await socket.resume(epoch, Object.fromEntries(ids.map((id) => [id, 0])));
    const chats = ids.map((id) => told(reply, id));
    expect(chats.filter((chat) => chat?.isReset === false)).toHaveLength(20);
    for (const chat of chats)
      expect(seqsOf(chat?.messages ?? [])).toEqual(chat?.isReset ? [100] : range(1, 100));
  });

  it('with nothing missed tells only the marks', async () => {
    await postMany(alice, group.chatId, 4);
    await bob.ask('POST', `/api/chats/${group.chatId}/read`, { seq: 2 });
    const reply = await socket.resume(epoch, { [group.chatId]: 4 });
    expect(told(reply)).toBeUndefined();
    expect(reply.marks).toEqual({ [group.chatId]: [2, 4] });
    expect(reply.gone).toEqual([]);
  });

  it('tells a chat that is new to the device, and those it knows as they are', async () => {
    await postMany(alice, group.chatId, 2);
    const direct = await alice.openDirect(bob);
    await alice.post(direct.id, 'Hi');
    const reply = await socket.resume(epoch, { [group.chatId]: 2 });
    expect(told(reply, direct.id)).toMatchObject({ chat: { peerId: alice.id }, messages: [{ text: 'Hi' }] });
    expect(Object.keys(reply.marks)).toEqual([group.chatId]);
  });

  it.each([
    ['another epoch', randomUUID()],
    ['no epoch', null],
    ['nonsense', "'; --"],
  ])('with %s is a reset of everything', async (_what, otherEpoch) => {
    await postMany(alice, group.chatId, 3);
    const reply = await socket.resume(otherEpoch, { [group.chatId]: 2, [randomUUID()]: 5 });
    expect([reply.isReset, reply.epoch, reply.gone, reply.marks]).toEqual([true, epoch, [], {}]);
    expect(told(reply)).toMatchObject({ isReset: true, messages: [{ seq: 3 }] });
  });

  it('of a chat of which the device has more than the server resets it', async () => {
    await postMany(alice, group.chatId, 2);
    const chat = told(await socket.resume(epoch, { [group.chatId]: 7 }));
    expect([chat?.isReset, seqsOf(chat?.messages ?? [])]).toEqual([true, [2]]);
    const empty = await TestGroup.of(platform, alice, bob);
    expect(told(await socket.resume(epoch, { [empty.chatId]: 1 }), empty.chatId)).toMatchObject({
      isReset: true,
      messages: [],
    });
  });

  it('names as gone what the user may no longer read, like what never was', async () => {
    await postMany(alice, group.chatId, 2);
    const unknown = randomUUID();
    const foreign = (await alice.openDirect(alice)).id;
    await group.remove(bob);
    const reply = await socket.resume(epoch, { [group.chatId]: 1, [unknown]: 0, [foreign]: 0 });
    expect(reply.gone.toSorted()).toEqual([group.chatId, unknown, foreign].toSorted());
    expect(told(reply)).toBeUndefined();
    expect(JSON.stringify(reply)).not.toContain('message 2');
    await group.change({ [bob.id]: 'member' });
    const again = await socket.resume(epoch, { [group.chatId]: 1 });
    expect([again.gone, seqsOf(told(again)?.messages ?? [])]).toEqual([[], [2]]);
  });

  it('has no hole, whatever is posted while it is asked', async () => {
    const posting = fill(group.chatId, 100);
    let held = 0;
    while (held < 100) {
      const reply = await socket.resume(epoch, { [group.chatId]: held });
      const seqs = seqsOf(told(reply)?.messages ?? []);
      expect(seqs).toEqual(range(held + 1, held + seqs.length));
      held += seqs.length;
    }
    await posting;
  });

  it('of more than 500 chats says that there are more', async () => {
    await query(
      platform,
      `with made as (
        insert into chats (id, kind, title, created_at, last_activity_at)
        select gen_random_uuid(), 'group', 'x', now(), now() from generate_series(1, 505) returning id
      ) insert into chat_members (chat_id, user_id, role, joined_at) select id, $1, 'member', now() from made`,
      [bob.id],
    );
    const reply = await socket.resume(null, {});
    expect([reply.chats.length, reply.hasMore]).toEqual([500, true]);
    // What does not fit is not taken for gone.
    const mine = await query<{ id: string }>(
      platform,
      'select chat_id as id from chat_members where user_id = $1',
      [bob.id],
    );
    const named = await socket.resume(epoch, Object.fromEntries(mine.map(({ id }) => [id, 0])));
    expect([Object.keys(named.marks).length, named.hasMore, named.gone]).toEqual([500, true, []]);
  });

  it('refuses what is no position', async () => {
    for (const chats of [
      { x: 1 },
      { [group.chatId]: -1 },
      { [group.chatId]: 1.5 },
      { [group.chatId]: 2 ** 32 },
      [],
      7,
    ]) {
      const { error } = await socket.ask({ do: 'resume', epoch, chats });
      expect(error?.isRetryable).toBe(false);
    }
    expect((await page(bob, group.chatId)).messages).toEqual([]);
  });
});
