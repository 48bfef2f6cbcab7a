import { randomUUID } from 'node:crypto';
import type { ForwardResult } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { react, remove } from './act-tools.ts';
import { TestGroup, cast, history, page, postMany, query, seqsOf, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
let source: string;
let direct: string;
let group: TestGroup;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, carol, mallory] = await cast(platform, 'alice', 'bob', 'carol', 'mallory');
  source = (await alice.openDirect(bob)).id;
  await postMany(alice, source, 4);
  direct = (await bob.openDirect(carol)).id;
  group = await TestGroup.of(platform, carol, bob);
});
afterAll(() => platform.stop());

const forward = (user: TestUser, body: object) => user.ask<ForwardResult>('POST', '/api/forwards', body);

describe('a forward', () => {
  it('copies into several chats, in order, after its comment, naming the first author', async () => {
    await react(bob, source, 2, '👍');
    const { status, body } = await forward(bob, {
      from: { chatId: source, seqs: [3, 2] },
      to: [direct, group.chatId],
      comment: 'look',
    });
    expect(status).toBe(200);
    expect(body.results.map(({ chatId, error }) => [chatId, error])).toEqual([
      [direct, undefined],
      [group.chatId, undefined],
    ]);
    const [original] = (await page(bob, source, '?around=2&limit=1')).messages;
    for (const chatId of [direct, group.chatId]) {
      const { messages } = await page(carol, chatId, '?limit=3');
      expect(messages.map(({ text, senderId }) => [text, senderId])).toEqual([
        ['look', bob.id],
        ['message 2', bob.id],
        ['message 3', bob.id],
      ]);
      expect(messages[1]?.forwardedFrom).toEqual({ senderId: alice.id, createdAt: original?.createdAt });
      expect(messages[1]).not.toHaveProperty('reactions');
    }
  });

  it('of a forward still names who wrote it first', async () => {
    const once = await forward(bob, { from: { chatId: source, seqs: [1] }, to: [direct] });
    const { seq } = once.body.results[0]?.messages[0] ?? { seq: 0 };
    const saved = await carol.openDirect(carol);
    const twice = await forward(carol, { from: { chatId: direct, seqs: [seq] }, to: [saved.id] });
    expect(twice.body.results[0]?.messages[0]?.forwardedFrom?.senderId).toBe(alice.id);
  });

  it('leaves the reply behind and takes the poll anew', async () => {
    const poll = { question: 'When?', options: ['now', 'later'] };
    const { body } = await trySend(alice, source, { text: 'poll', poll, replyTo: { seq: 1 } });
    await bob.ask('PUT', `/api/chats/${source}/messages/${body.seq}/votes`, { choices: [0] });
    const { body: done } = await forward(bob, { from: { chatId: source, seqs: [body.seq] }, to: [direct] });
    const [copy] = done.results[0]?.messages ?? [];
    expect(copy).not.toHaveProperty('replyTo');
    expect(copy?.poll).toMatchObject({ question: 'When?', voterCount: 0 });
  });

  it('may be repeated: each copy is made once', async () => {
    const body = {
      from: { chatId: source, seqs: [1, 2] },
      to: [direct, group.chatId],
      comment: 'once',
      clientId: randomUUID(),
    };
    const before = (await history(carol, direct)).length;
    const [first, second] = await Promise.all([forward(bob, body), forward(bob, body)]);
    expect(second.body).toEqual(first.body);
    expect((await forward(bob, body)).body).toEqual(first.body);
    expect((await history(carol, direct)).length).toBe(before + 3);
  });

  it('is judged at each target on its own', async () => {
    const foreign = await TestGroup.of(platform, mallory);
    const { chatId: closed } = await TestGroup.of(platform, carol, bob);
    await query(platform, `update chats set state = 'closed' where id = $1`, [closed]);
    const { status, body } = await forward(bob, {
      from: { chatId: source, seqs: [1] },
      to: [foreign.chatId, closed, randomUUID(), direct],
    });
    expect([status, body.results.map(({ error }) => error?.code)]).toEqual([
      200,
      ['messages.chat_not_found', 'messages.chat_read_only', 'messages.chat_not_found', undefined],
    ]);
    expect(body.results.map(({ messages }) => messages.length)).toEqual([0, 0, 0, 1]);
  });

  it('takes only what the forwarder may read', async () => {
    const to = [(await mallory.openDirect(mallory)).id];
    expect((await forward(mallory, { from: { chatId: source, seqs: [1] }, to })).status).toBe(404);
    const mine = [(await bob.openDirect(bob)).id];
    const hidden = await alice.post(source, 'hidden');
    await remove(bob, source, [hidden.seq], 'me');
    const deleted = await alice.post(source, 'deleted');
    await remove(alice, source, [deleted.seq]);
    for (const seqs of [[hidden.seq], [deleted.seq], [4000], [1, 4000]])
      expect((await forward(bob, { from: { chatId: source, seqs }, to: mine })).status).toBe(404);
    const late = await TestGroup.of(platform, alice);
    await postMany(alice, late.chatId, 2);
    await late.change({ [bob.id]: 'member' });
    await query(platform, 'update chat_members set first_seq = 2 where chat_id = $1 and user_id = $2', [
      late.chatId,
      bob.id,
    ]);
    expect((await forward(bob, { from: { chatId: late.chatId, seqs: [1] }, to: mine })).status).toBe(404);
    expect((await forward(bob, { from: { chatId: late.chatId, seqs: [2] }, to: mine })).status).toBe(200);
    expect(seqsOf((await page(bob, mine[0] ?? '')).messages)).toEqual([1]);
  });

  it.each([
    [{ from: { chatId: randomUUID(), seqs: [] }, to: [randomUUID()] }],
    [{ from: { chatId: randomUUID(), seqs: [1] }, to: [] }],
    [{ from: { chatId: randomUUID(), seqs: [1] }, to: Array.from({ length: 21 }, () => randomUUID()) }],
    [{ from: { chatId: randomUUID(), seqs: [1] }, to: [randomUUID()], comment: 'a\0' }],
    [{ from: { chatId: 'x', seqs: [1] }, to: [randomUUID()] }],
  ])('is refused when it is %#', async (body) => {
    expect((await forward(bob, body)).status).toBe(400);
  });
});
