import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import type { ChatMarksPage, Message } from '@bridges/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changes, edit, pathOf, remove } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, blocked, cast, chatOf, hold, page, query, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let mallory: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob, mallory] = await cast(platform, 'alice', 'bob', 'mallory');
  chatId = (await alice.openDirect(bob)).id;
});
afterAll(() => platform.stop());

const kindAt = async (user: TestUser, seq: number) =>
  (await page(user, chatId, `?around=${seq}&limit=1`)).messages[0]?.kind;

describe('deleted for everyone', () => {
  it('a message leaves a stub and nothing else, anywhere', async () => {
    const secret = `secret ${crypto.randomUUID()}`;
    const { body: sent } = await trySend(alice, chatId, {
      text: secret,
      poll: { question: secret, options: [secret, 'b'] },
    });
    await edit(alice, chatId, sent.seq, `${secret} edited`);
    await trySend(bob, chatId, { text: 'about it', replyTo: { seq: sent.seq } });
    using socket = await ChatSocket.open(bob);
    expect((await alice.ask('DELETE', pathOf(chatId, sent.seq))).status).toBe(204);
    const told = await socket.next(({ ev }) => ev === 'changed');
    const { clientId, createdAt, senderId, seq } = sent;
    expect(told['messages']).toEqual([
      { chatId, seq, senderId, clientId, createdAt, kind: 'deleted', text: '', rev: told['rev'] },
    ]);
    const seen = [await page(bob, chatId), await chatOf(bob, chatId), await changes(bob, chatId)];
    expect(JSON.stringify(seen)).not.toContain(secret);
    const rows = await query(
      platform,
      'select m::text from messages m where seq = $1 union all select e::text from message_edits e',
      [seq],
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
    // A reply's original is told as it is now.
    const tail = await page(bob, chatId, '?limit=1');
    expect(tail.quoted).toMatchObject([{ seq, kind: 'deleted', text: '' }]);
  });

  it('takes along what replies quote of it, and what comes later cannot bring it back', async () => {
    const sent = await alice.post(chatId, 'a very secret plan');
    const replyTo = { seq: sent.seq, quote: 'secret' };
    const answer = await trySend(bob, chatId, { text: 'why', replyTo });
    const other = await trySend(bob, chatId, { text: 'about it', replyTo: { seq: sent.seq } });
    using socket = await ChatSocket.open(bob);
    expect((await remove(alice, chatId, [sent.seq])).status).toBe(204);
    const told = await socket.next(({ ev }) => ev === 'changed');
    expect(told['messages']).toMatchObject([
      { seq: sent.seq, kind: 'deleted' },
      { seq: answer.body.seq, text: 'why', replyTo: { seq: sent.seq }, rev: told['rev'] },
    ]);
    // A reply from a device that has not heard of it.
    const late = await trySend(bob, chatId, { text: 'late', replyTo });
    expect([late.status, late.body.replyTo]).toEqual([201, { seq: sent.seq }]);
    await socket.next(({ ev, message }) => ev === 'message' && (message as Message).text === 'late');
    const seen = [await page(alice, chatId), await chatOf(bob, chatId), await changes(bob, chatId)];
    const rows = await query(platform, 'select m::text from messages m where chat_id = $1', [chatId]);
    expect(JSON.stringify([seen, rows, socket.frames])).not.toContain('secret');
    const untouched = (await page(alice, chatId)).messages.find(({ seq }) => seq === other.body.seq);
    expect(untouched?.rev).toBeUndefined();
  });

  it('again, and by two at once, changes nothing more', async () => {
    const { seq } = await alice.post(chatId, 'x');
    const statuses = await Promise.all([1, 2, 3].map(() => remove(alice, chatId, [seq])));
    expect(statuses.map(({ status }) => status)).toEqual([204, 204, 204]);
    const { rev } = await chatOf(alice, chatId);
    await remove(alice, chatId, [seq]);
    expect((await chatOf(alice, chatId)).rev).toBe(rev);
    expect((await changes(bob, chatId, rev - 1)).messages).toMatchObject([{ seq, kind: 'deleted' }]);
  });

  it('are my own, or any for administrators of a group; all or none', async () => {
    const group = await TestGroup.of(platform, alice, bob, mallory);
    const mine = await bob.post(group.chatId, 'bob');
    const hers = await mallory.post(group.chatId, 'mallory');
    expect((await remove(bob, group.chatId, [mine.seq, hers.seq])).status).toBe(403);
    expect((await page(bob, group.chatId)).messages.every(({ kind }) => kind === 'text')).toBe(true);
    expect((await remove(bob, group.chatId, [mine.seq])).status).toBe(204);
    expect((await remove(alice, group.chatId, [mine.seq, hers.seq])).status).toBe(204);
    expect((await remove(alice, group.chatId, [4000])).status).toBe(404);
    // In a direct chat nobody is above the other.
    const { seq } = await bob.post(chatId, 'bob');
    expect((await remove(alice, chatId, [seq])).status).toBe(403);
    expect((await remove(mallory, chatId, [seq])).status).toBe(404);
    expect((await remove(mallory, chatId, [seq], 'me')).status).toBe(404);
  });

  it('at the moment of a reply to it, both are done', async () => {
    const { seq } = await alice.post(chatId, 'to be answered');
    const release = await hold(platform, `select from chats where id = '${chatId}' for update`);
    const deleting = remove(alice, chatId, [seq]);
    await blocked(platform);
    const replying = trySend(bob, chatId, { text: 'reply', replyTo: { seq } });
    await blocked(platform, 2);
    await release();
    expect([(await deleting).status, (await replying).status]).toEqual([204, 201]);
    const tail = await page(alice, chatId, '?limit=1');
    expect(tail).toMatchObject({
      messages: [{ text: 'reply' }],
      quoted: [{ seq, kind: 'deleted', text: '' }],
    });
  });
});

describe('deleted for me', () => {
  it('a message is hidden from me on all devices and stays for others', async () => {
    const { seq } = await bob.post(chatId, 'not for alice');
    using phone = await ChatSocket.open(alice);
    using others = await ChatSocket.open(bob);
    expect((await alice.ask('DELETE', `${pathOf(chatId, seq)}?for=me`)).status).toBe(204);
    expect(await phone.next(({ ev }) => ev === 'hidden')).toEqual({
      ev: 'hidden',
      chat: chatId,
      seqs: [seq],
      after: 0,
      rev: 1,
    });
    const [mine] = (await page(alice, chatId, '?limit=1')).messages;
    expect(mine).toMatchObject({ seq, kind: 'hidden', text: '' });
    expect((await chatOf(alice, chatId)).lastMessage).toEqual(mine);
    expect(await kindAt(bob, seq)).toBe('text');
    // Nobody else is told anything.
    await others.ask({ do: 'ping' });
    expect(others.frames.filter(({ ev }) => ev === 'changed' || ev === 'hidden')).toEqual([]);
    // Nor is it told to me as an original, nor when it changes.
    await trySend(bob, chatId, { text: 'reply', replyTo: { seq } });
    expect((await page(alice, chatId, '?limit=1')).quoted).toMatchObject([{ seq, kind: 'hidden', text: '' }]);
    const { rev } = await chatOf(bob, chatId);
    await edit(bob, chatId, seq, 'still not for alice');
    expect((await changes(alice, chatId, rev)).messages).toMatchObject([{ seq, kind: 'hidden', text: '' }]);
  });

  it('may be repeated, is found again by my rev, and never by others', async () => {
    const { seq } = await bob.post(chatId, 'x');
    const { rev: after } = await alice.get<ChatMarksPage>('/api/me/chat-marks?after=0');
    await remove(alice, chatId, [seq, seq - 1, seq], 'me');
    const { rev, hidden } = await alice.get<ChatMarksPage>(`/api/me/chat-marks?after=${after}`);
    expect([rev, hidden.map((each) => ({ ...each, seqs: each.seqs.toSorted() }))]).toEqual([
      after + 1,
      [{ chatId, seqs: [seq - 1, seq] }],
    ]);
    await remove(alice, chatId, [seq], 'me');
    const again = await alice.get<ChatMarksPage>(`/api/me/chat-marks?after=${rev}`);
    expect([again.rev, again.hidden]).toEqual([rev, []]);
    expect((await bob.get<ChatMarksPage>('/api/me/chat-marks?after=0')).hidden).toEqual([]);
    expect((await remove(alice, chatId, [4000], 'me')).status).toBe(404);
  });

  it('tells devices where my own view stands, so that none relies on the event', async () => {
    const { seq } = await bob.post(chatId, 'x');
    const { rev: before } = await alice.get<ChatMarksPage>('/api/me/chat-marks?after=0');
    using phone = await ChatSocket.open(alice);
    await remove(alice, chatId, [seq], 'me');
    expect(await phone.next(({ ev }) => ev === 'hidden')).toMatchObject({ after: before, rev: before + 1 });
  });

  it('stays so when I leave the group and come back', async () => {
    const group = await TestGroup.of(platform, alice, bob);
    const { seq } = await alice.post(group.chatId, 'not for bob');
    await remove(bob, group.chatId, [seq], 'me');
    await group.remove(bob);
    await group.change({ [bob.id]: 'member' });
    const { messages } = await page(bob, group.chatId);
    expect(messages.find((message) => message.seq === seq)?.kind).toBe('hidden');
  });
});
