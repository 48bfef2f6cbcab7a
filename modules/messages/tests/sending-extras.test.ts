import { randomUUID } from 'node:crypto';
import type { Message } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, chatOf, page, postMany, query, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'gateway'],
  });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
  await postMany(alice, chatId, 3);
});
afterAll(() => platform.stop());

describe('a reply', () => {
  it('names what it answers, which is told beside it on every way', async () => {
    using socket = await ChatSocket.open(bob);
    const { status, body } = await trySend(alice, chatId, {
      text: 'indeed',
      replyTo: { seq: 2, quote: 'message' },
    });
    expect([status, body.replyTo]).toEqual([201, { seq: 2, quote: 'message' }]);
    const told = await socket.next(({ ev, seq }) => ev === 'message' && seq === body.seq);
    expect(told).toMatchObject({ message: body, quoted: { seq: 2, text: 'message 2' }, rev: 0 });
    const tail = await page(bob, chatId, `?after=${body.seq - 1}`);
    expect(tail.quoted).toMatchObject([{ seq: 2, text: 'message 2' }]);
    // What stands on the page already is not told twice.
    expect((await page(bob, chatId)).quoted).toEqual([]);
    const { epoch, chats } = await socket.resume(null, {});
    const missed = await socket.resume(epoch, { [chatId]: body.seq - 1 });
    expect(missed.chats[0]?.quoted).toMatchObject([{ seq: 2 }]);
    expect(chats.find(({ chat }) => chat.id === chatId)?.chat.lastMessage).toEqual(body);
  });

  it.each([
    [0, 400],
    [4000, 404],
  ])('to seq %i is refused with %i', async (seq, status) => {
    expect((await trySend(alice, chatId, { text: 'x', replyTo: { seq } })).status).toBe(status);
  });

  it('reaches what was there before itself only, and not what is hidden from its sender', async () => {
    const group = await TestGroup.of(platform, alice);
    await postMany(alice, group.chatId, 3);
    await group.change({ [bob.id]: 'member' });
    await query(platform, 'update chat_members set first_seq = 3 where chat_id = $1 and user_id = $2', [
      group.chatId,
      bob.id,
    ]);
    const { lastSeq } = await chatOf(alice, group.chatId);
    const toItself = await trySend(alice, group.chatId, { text: 'x', replyTo: { seq: lastSeq + 1 } });
    expect(toItself.status).toBe(404);
    expect((await trySend(bob, group.chatId, { text: 'x', replyTo: { seq: 2 } })).status).toBe(404);
    expect((await trySend(bob, group.chatId, { text: 'x', replyTo: { seq: 3 } })).status).toBe(201);
    // Whose history begins later is not told what was before, neither live nor by pages.
    using socket = await ChatSocket.open(bob);
    const reply = await trySend(alice, group.chatId, { text: 'old', replyTo: { seq: 1 } });
    const told = await socket.next(({ ev, seq }) => ev === 'message' && seq === reply.body.seq);
    expect(told).not.toHaveProperty('quoted');
    const tail = await page(bob, group.chatId, `?after=${reply.body.seq - 1}`);
    expect(tail.quoted).toMatchObject([{ seq: 1, kind: 'hidden', text: '' }]);
    expect(JSON.stringify(tail)).not.toContain('message 1');
    const whole = await page(bob, group.chatId);
    expect([whole.messages[0]?.seq, whole.hasBefore]).toEqual([3, false]);
    expect((await page(bob, group.chatId, '?before=3')).messages).toEqual([]);
    expect((await page(bob, group.chatId, '?around=1&limit=4')).messages[0]?.seq).toBe(3);
  });
});

describe('what a send brings', () => {
  it('is a poll without votes', async () => {
    const { status, body } = await trySend(alice, chatId, {
      text: '',
      poll: { question: ' When? ', options: ['now', 'later'] },
    });
    expect(status).toBe(201);
    expect(body.poll).toEqual({
      question: 'When?',
      options: [
        { text: 'now', voteCount: 0 },
        { text: 'later', voteCount: 0 },
      ],
      isMultiple: false,
      isAnonymous: false,
      isClosed: false,
      voterCount: 0,
    });
  });

  it('is silence, and no preview', async () => {
    const { body } = await trySend(alice, chatId, { text: 'sh', isSilent: true, hasNoPreview: true });
    expect(body).toMatchObject({ isSilent: true });
    expect(body).not.toHaveProperty('hasNoPreview');
  });

  it.each([
    [{ text: ' ' }],
    [{ text: 'x', poll: { question: '?', options: ['one'] } }],
    [{ text: 'x', attachments: [] }],
    [{ text: 'x', attachments: ['../etc/passwd'] }],
    [{ text: 'x', isSilent: false }],
    [{ text: 'x', content: {} }],
    [{ text: 'x', system: { type: 'memberLeft' } }],
    [{ text: 'x', replyTo: { seq: 1, quote: '' } }],
  ])('is refused when it is %j', async (body) => {
    expect((await trySend(alice, chatId, body)).status).toBe(400);
  });

  it('is refused clearly while files are away', async () => {
    const { status, body } = await trySend(alice, chatId, { text: '', attachments: [randomUUID()] });
    expect([status, body]).toMatchObject([503, { error: { isRetryable: true } }]);
  });

  it('belongs to the idempotency key, whatever the order of its keys and the door', async () => {
    using socket = await ChatSocket.open(alice);
    const clientId = randomUUID();
    const first = await trySend(alice, chatId, {
      text: 'once',
      clientId,
      replyTo: { seq: 1 },
      isSilent: true,
    });
    const again = await trySend(alice, chatId, {
      isSilent: true,
      replyTo: { seq: 1 },
      clientId,
      text: 'once',
    });
    const { ok } = await socket.ask<{ message: Message; isRepeat: boolean }>({
      do: 'send',
      chat: chatId,
      clientId,
      isSilent: true,
      text: 'once',
      replyTo: { seq: 1 },
    });
    expect([first.status, again.status, ok?.isRepeat]).toEqual([201, 200, true]);
    expect([again.body, ok?.message]).toEqual([first.body, first.body]);
    for (const other of [{}, { replyTo: { seq: 2 }, isSilent: true }, { isSilent: true }]) {
      expect((await trySend(alice, chatId, { text: 'once', clientId, ...other })).status).toBe(409);
    }
  });
});
