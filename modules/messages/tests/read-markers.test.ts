import { codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, blocked, cast, chatOf, hold, postMany, range } from './chat-tools.ts';

let platform: TestPlatform;
let users: TestUser[];
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let group: TestGroup;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'gateway'],
  });
  users = [alice, bob, carol] = await cast(platform, 'alice', 'bob', 'carol');
});
afterAll(() => platform.stop());
beforeEach(async () => {
  group = await TestGroup.of(platform, alice, bob, carol);
  await postMany(alice, group.chatId, 10);
});

const read = (user: TestUser, seq: number) =>
  user.ask<{ readSeq: number }>('POST', `/api/chats/${group.chatId}/read`, { seq });
const othersReadSeqs = async () =>
  (await Promise.all(users.map((user) => chatOf(user, group.chatId)))).map((chat) => chat.othersReadSeq);

describe('a read marker', () => {
  it('goes forward, never back', async () => {
    for (const [seq, readSeq] of [
      [0, 0],
      [4, 4],
      [2, 4],
      [4, 4],
      [10, 10],
      [9, 10],
    ] as const) {
      const answer = await read(bob, seq);
      expect([answer.status, answer.body.readSeq]).toEqual([200, readSeq]);
      expect(await chatOf(bob, group.chatId)).toMatchObject({ readSeq, unreadCount: 10 - readSeq });
    }
  });

  it('does not go beyond the end', async () => {
    await read(bob, 3);
    for (const seq of [11, 4_294_967_295]) {
      const answer = await read(bob, seq);
      expect([answer.status, codeOf(answer)]).toEqual([400, 'messages.read_beyond_end']);
      expect(answer.body).toMatchObject({ error: { details: { lastSeq: 10 } } });
    }
    expect(await chatOf(bob, group.chatId)).toMatchObject({ readSeq: 3 });
  });

  it('goes to the message that its user posts', async () => {
    await bob.post(group.chatId, 'Mine');
    expect(await chatOf(bob, group.chatId)).toMatchObject({ readSeq: 11, unreadCount: 0 });
    expect(await chatOf(alice, group.chatId)).toMatchObject({ readSeq: 10, unreadCount: 1 });
  });

  it('stands at the furthest when many devices move it at once, and no answer is behind what was answered', async () => {
    let answered = 0;
    await Promise.all(
      range(1, 40).map(async (at) => {
        const seq = 1 + ((at * 7) % 10);
        const before = answered;
        const { status, body } = await read(bob, seq);
        expect(status).toBe(200);
        expect(body.readSeq).toBeGreaterThanOrEqual(Math.max(seq, before));
        answered = Math.max(answered, body.readSeq);
      }),
    );
    expect(await chatOf(bob, group.chatId)).toMatchObject({ readSeq: 10 });
  });

  it('that another process moves meanwhile is answered as it stands, not as it was asked', async () => {
    const place = `chat_id = '${group.chatId}' and user_id = '${bob.id}'`;
    const commit = await hold(platform, `update chat_members set read_seq = 9 where ${place}`);
    const asked = read(bob, 5);
    await blocked(platform);
    await commit();
    expect((await asked).body.readSeq).toBe(9);
    expect(await chatOf(bob, group.chatId)).toMatchObject({ readSeq: 9 });
  });

  it('does not put back what another process told the others meanwhile', async () => {
    const commit = await hold(
      platform,
      `update chats set second_read_seq = 8 where id = '${group.chatId}'`,
      `update chat_members set read_seq = 8 where chat_id = '${group.chatId}' and user_id = '${carol.id}'`,
    );
    const asked = read(bob, 5);
    await blocked(platform);
    await commit();
    expect((await asked).body.readSeq).toBe(5);
    expect(await othersReadSeqs()).toEqual([8, 10, 10]);
  });

  it('of somebody who is removed meanwhile moves nothing', async () => {
    const commit = await hold(
      platform,
      `delete from chat_members where chat_id = '${group.chatId}' and user_id = '${bob.id}'`,
    );
    const asked = read(bob, 5);
    await blocked(platform);
    await commit();
    const answer = await asked;
    expect([answer.status, codeOf(answer)]).toEqual([404, 'messages.chat_not_found']);
    expect((await chatOf(alice, group.chatId)).othersReadSeq).toBe(0);
  });

  it('tells each member how far somebody else has read', async () => {
    expect(await othersReadSeqs()).toEqual([0, 10, 10]);
    await read(bob, 4);
    expect(await othersReadSeqs()).toEqual([4, 10, 10]);
    await read(carol, 7);
    expect(await othersReadSeqs()).toEqual([7, 10, 10]);
    await read(bob, 6);
    expect(await othersReadSeqs()).toEqual([7, 10, 10]);
    await carol.post(group.chatId, 'Eleven');
    expect(await othersReadSeqs()).toEqual([11, 11, 10]);
    await read(bob, 11);
    expect(await othersReadSeqs()).toEqual([11, 11, 11]);
  });

  it('is right when all read and post at once', async () => {
    await Promise.all(
      range(1, 60).map((at) => {
        const user = users[at % 3] as TestUser;
        return at % 5 === 0 ? user.post(group.chatId, 'x') : read(user, 1 + (at % 10));
      }),
    );
    const chats = await Promise.all(users.map((user) => chatOf(user, group.chatId)));
    const naive = chats.map((_, viewer) =>
      Math.max(...chats.filter((_chat, at) => at !== viewer).map((chat) => chat.readSeq)),
    );
    expect(chats.map((chat) => chat.othersReadSeq)).toEqual(naive);
  });

  it('is told to its own devices, and to others when it changes what they see', async () => {
    using phone = await ChatSocket.open(bob);
    using laptop = await ChatSocket.open(bob);
    using alices = await ChatSocket.open(alice);
    expect((await phone.ask({ do: 'read', chat: group.chatId, seq: 6 })).ok).toEqual({ readSeq: 6 });
    const event = { ev: 'read', chat: group.chatId, user: bob.id, seq: 6 };
    expect(await laptop.next(({ ev }) => ev === 'read')).toEqual(event);
    expect(await alices.next(({ ev }) => ev === 'read')).toEqual(event);
    await read(carol, 3);
    await read(bob, 7);
    await alices.next(({ ev, seq }) => ev === 'read' && seq === 7);
    expect(alices.frames.filter(({ ev, user }) => ev === 'read' && user === carol.id)).toEqual([]);
  });
});
