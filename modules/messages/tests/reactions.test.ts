import type { ReactorPage } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changes, pathOf, react, remove } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, chatOf, page, query } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
let group: TestGroup;
let seq: number;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol, mallory] = await cast(platform, 'alice', 'bob', 'carol', 'mallory');
  group = await TestGroup.of(platform, alice, bob, carol);
  seq = (await alice.post(group.chatId, 'react to this')).seq;
});
afterAll(() => platform.stop());

const unreact = (user: TestUser, emoji: string) =>
  user.ask('DELETE', pathOf(group.chatId, seq, `/reactions/${encodeURIComponent(emoji)}`));
const messageOf = async (user: TestUser) =>
  (await page(user, group.chatId, `?around=${seq}&limit=1`)).messages[0];

describe('a reaction', () => {
  it('is counted for all, is mine in answers to me, and waits for the author', async () => {
    using socket = await ChatSocket.open(carol);
    using author = await ChatSocket.open(alice);
    const { status, body } = await react(bob, group.chatId, seq, '👍');
    const counted = [{ emoji: '👍', count: 1, userIds: [bob.id] }];
    expect([status, body.reactions, body.mine]).toEqual([200, counted, { reactions: ['👍'], votes: [] }]);
    const told = await socket.next(({ ev }) => ev === 'changed');
    const { mine: _mine, ...forAll } = body;
    expect(told).toMatchObject({
      messages: [forAll],
      mineOf: { user: bob.id, seq, mine: { reactions: ['👍'], votes: [] } },
    });
    expect(await author.next(({ ev }) => ev === 'attention')).toEqual({
      ev: 'attention',
      chat: group.chatId,
      mentionSeqs: [],
      reactionSeqs: [seq],
    });
    expect((await chatOf(alice, group.chatId)).reactionSeqs).toEqual([seq]);
    expect((await messageOf(bob))?.mine).toEqual({ reactions: ['👍'], votes: [] });
    expect(await messageOf(carol)).toEqual(forAll);
    expect((await changes(bob, group.chatId)).messages.at(-1)?.mine?.reactions).toEqual(['👍']);
  });

  it('comes once and goes once, whatever is repeated', async () => {
    const { rev } = await chatOf(bob, group.chatId);
    await react(bob, group.chatId, seq, '👍');
    expect((await chatOf(bob, group.chatId)).rev).toBe(rev);
    await Promise.all([carol, alice, carol].map((user) => react(user, group.chatId, seq, '👍')));
    const counted = (await messageOf(bob))?.reactions?.[0];
    expect([counted?.count, counted?.userIds.toSorted()]).toEqual([
      3,
      [alice.id, bob.id, carol.id].toSorted(),
    ]);
    for (const user of [alice, alice, carol]) await unreact(user, '👍');
    expect((await messageOf(bob))?.reactions).toEqual([{ emoji: '👍', count: 1, userIds: [bob.id] }]);
    // Her own reaction does not wait for her eyes; the last one that goes takes the wait with it.
    await unreact(bob, '👍');
    expect((await messageOf(bob))?.reactions).toBeUndefined();
    expect((await chatOf(alice, group.chatId)).reactionSeqs).toEqual([]);
  });

  it('is seen by the author on all her devices', async () => {
    await react(bob, group.chatId, seq, '🔥');
    using phone = await ChatSocket.open(alice);
    expect(
      (await alice.ask('POST', `/api/chats/${group.chatId}/reactions/seen`, { seqs: [seq] })).status,
    ).toBe(204);
    expect(await phone.next(({ ev }) => ev === 'attention')).toMatchObject({ reactionSeqs: [] });
    expect((await chatOf(alice, group.chatId)).reactionSeqs).toEqual([]);
    expect((await mallory.ask('POST', `/api/chats/${group.chatId}/reactions/seen`, {})).status).toBe(404);
  });

  it.each([
    ['👍🏽', 200],
    ['👩‍👩‍👧', 200],
    ['🇷🇺', 200],
    ['❤️', 200],
    ['1️⃣', 200],
    ['a', 400],
    ['👍👍', 400],
    ['👍 ', 400],
    ['\u202e👍', 400],
    ['e\u0301', 400],
    ['<b>', 400],
    ['1', 400],
  ])('may be one emoji and nothing else: %j → %i', async (emoji, status) => {
    expect((await react(carol, group.chatId, seq, emoji)).status).toBe(status);
    if (status === 200) await unreact(carol, emoji);
  });

  it('is one of at most three of mine, and of twenty kinds', async () => {
    const { seq: other } = await alice.post(group.chatId, 'more');
    for (const [at, emoji] of ['😀', '😃', '😄', '😁'].entries())
      expect((await react(bob, group.chatId, other, emoji)).status).toBe(at < 3 ? 200 : 409);
    await query(platform, `update messages set tally = $1 where chat_id = $2 and seq = $3`, [
      JSON.stringify({
        reactions: Array.from({ length: 20 }, (_, at) => ({ emoji: String(at), count: 1, userIds: [] })),
      }),
      group.chatId,
      other,
    ]);
    expect((await react(carol, group.chatId, other, '🎉')).status).toBe(409);
  });

  it('is for members, on what is there, where something may happen', async () => {
    expect((await react(mallory, group.chatId, seq, '👍')).status).toBe(404);
    expect((await react(bob, group.chatId, 4000, '👍')).status).toBe(404);
    const gone = await alice.post(group.chatId, 'gone');
    await remove(alice, group.chatId, [gone.seq]);
    expect((await react(bob, group.chatId, gone.seq, '👍')).status).toBe(404);
    await query(platform, `update chats set state = 'closed' where id = $1`, [group.chatId]);
    expect((await react(carol, group.chatId, seq, '👍')).status).toBe(403);
    // Taking back is always allowed.
    expect((await unreact(bob, '🔥')).status).toBe(200);
    await query(platform, `update chats set state = 'open', post_role = 'admin' where id = $1`, [
      group.chatId,
    ]);
    // Where only administrators post, others still react.
    expect((await react(carol, group.chatId, seq, '👍')).status).toBe(200);
    await query(platform, `update chats set post_role = 'member' where id = $1`, [group.chatId]);
  });

  it('is listed with who reacted, the latest first, by pages and by kind', async () => {
    const { seq: other } = await alice.post(group.chatId, 'list');
    for (const user of [alice, bob, carol]) await react(user, group.chatId, other, '👍');
    await react(alice, group.chatId, other, '🎉');
    const path = pathOf(group.chatId, other, '/reactions');
    const first = await bob.get<ReactorPage>(`${path}?limit=3`);
    const second = await bob.get<ReactorPage>(`${path}?limit=3&cursor=${first.nextCursor}`);
    const all = [...first.reactions, ...second.reactions];
    expect(all).toHaveLength(4);
    expect(new Set(all.map(({ userId, emoji }) => userId + emoji)).size).toBe(4);
    expect(second.nextCursor).toBeNull();
    const thumbs = await bob.get<ReactorPage>(`${path}?emoji=${encodeURIComponent('👍')}`);
    expect(thumbs.reactions.every(({ emoji }) => emoji === '👍')).toBe(true);
    expect(thumbs.users.map(({ id }) => id).toSorted()).toEqual([alice.id, bob.id, carol.id].toSorted());
    expect((await mallory.ask('GET', path)).status).toBe(404);
  });
});
