import type { MessageEdits } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changes, edit, pathOf, remove } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { TestGroup, cast, chatOf, page, query, range, seqsOf, trySend } from './chat-tools.ts';

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

describe('an edit', () => {
  it('shows at once on all sockets, in the answer, in pages and among the changes', async () => {
    const { seq } = await alice.post(chatId, 'Helo');
    const { rev: after } = await chatOf(bob, chatId);
    using socket = await ChatSocket.open(bob);
    const { status, body } = await edit(alice, chatId, seq, 'Hello');
    expect([status, body.text, body.seq]).toEqual([200, 'Hello', seq]);
    expect(body.editedAt).toBeDefined();
    const told = await socket.next(({ ev }) => ev === 'changed');
    expect(told).toEqual({ ev: 'changed', chat: chatId, after, rev: after + 1, messages: [body] });
    expect((await page(bob, chatId, `?around=${seq}&limit=1`)).messages).toEqual([body]);
    const now = await changes(bob, chatId, after);
    expect(now).toMatchObject({
      messages: [body],
      rev: after + 1,
      hasMore: false,
      chat: { lastMessage: body },
    });
    expect((await changes(bob, chatId, after + 1)).messages).toEqual([]);
  });

  it('shows at most the last two hundred of what was said before', async () => {
    const { seq } = await alice.post(chatId, 'last');
    await query(
      platform,
      `insert into message_edits (chat_id, seq, rev, body, written_at)
       select $1, $2, at, 'version ' || at, now() from generate_series(1, 500) as at`,
      [chatId, seq],
    );
    const { edits } = await alice.get<{ edits: { text: string }[] }>(pathOf(chatId, seq, '/edits'));
    expect([edits.length, edits[0]?.text, edits.at(-1)?.text]).toEqual([200, 'version 301', 'version 500']);
  });

  it('keeps what it said before, for those who may read it', async () => {
    const { seq } = await alice.post(chatId, 'one');
    for (const text of ['two', 'two', 'three']) await edit(alice, chatId, seq, text);
    const { edits } = await bob.get<MessageEdits>(pathOf(chatId, seq, '/edits'));
    expect(edits.map(({ text }) => text)).toEqual(['one', 'two']);
    expect((await mallory.ask('GET', pathOf(chatId, seq, '/edits'))).status).toBe(404);
    await remove(alice, chatId, [seq]);
    expect((await bob.ask('GET', pathOf(chatId, seq, '/edits'))).status).toBe(404);
    expect(await query(platform, 'select * from message_edits where seq = $1', [seq])).toEqual([]);
  });

  it.each([
    ['of the same text changes nothing', 'same', 200],
    ['to nothing is refused', ' ', 400],
    ['to more than fits is refused', 'x'.repeat(4097), 400],
    ['to NUL is refused', 'a\0b', 400],
  ])('%s', async (_name, text, status) => {
    const { seq } = await alice.post(chatId, 'same');
    const { rev } = await chatOf(alice, chatId);
    expect((await edit(alice, chatId, seq, text)).status).toBe(status);
    expect((await chatOf(alice, chatId)).rev).toBe(rev);
  });

  it('is for the writer alone, of what is there, where she may post', async () => {
    const group = await TestGroup.of(platform, alice, bob);
    const { seq } = await bob.post(group.chatId, 'mine');
    expect((await edit(alice, group.chatId, seq, 'not yours')).status).toBe(403);
    expect((await edit(mallory, group.chatId, seq, 'x')).status).toBe(404);
    expect((await edit(bob, group.chatId, seq + 1, 'x')).status).toBe(404);
    expect((await bob.ask('PATCH', pathOf(group.chatId, 0), { text: 'x' })).status).toBe(400);
    await query(platform, `update chats set state = 'readOnly' where id = $1`, [group.chatId]);
    expect((await edit(bob, group.chatId, seq, 'x')).status).toBe(403);
    await query(platform, `update chats set state = 'open' where id = $1`, [group.chatId]);
    await group.remove(bob);
    expect((await edit(bob, group.chatId, seq, 'x')).status).toBe(404);
  });

  it('of what one may no longer see is refused', async () => {
    const { seq } = await alice.post(chatId, 'gone for me');
    await remove(alice, chatId, [seq], 'me');
    expect((await edit(alice, chatId, seq, 'x')).status).toBe(404);
    const deleted = await alice.post(chatId, 'gone for all');
    await remove(alice, chatId, [deleted.seq]);
    expect((await edit(alice, chatId, deleted.seq, 'x')).status).toBe(404);
  });

  it('leaves a send that is repeated what it has become', async () => {
    const clientId = crypto.randomUUID();
    const { seq } = await alice.post(chatId, 'first', clientId);
    await edit(alice, chatId, seq, 'second');
    expect(await trySend(alice, chatId, { text: 'first', clientId })).toMatchObject({
      status: 200,
      body: { seq, text: 'second' },
    });
    await remove(alice, chatId, [seq]);
    expect(await trySend(alice, chatId, { text: 'first', clientId })).toMatchObject({
      status: 200,
      body: { seq, text: '', kind: 'deleted' },
    });
  });
});

describe('changes', () => {
  it('come by pages, each act whole, from any rev', async () => {
    const { chatId: id } = await TestGroup.of(platform, alice, bob);
    for (const at of range(1, 9)) await alice.post(id, `m${at}`);
    for (const at of [3, 1, 2]) await edit(alice, id, at, `edited ${at}`);
    await remove(alice, id, [7, 5, 6]);
    await edit(alice, id, 1, 'again');
    const first = await changes(bob, id, 0, 2);
    expect([seqsOf(first.messages), first.hasMore]).toEqual([[3, 2], true]);
    const second = await changes(bob, id, first.rev, 2);
    expect([seqsOf(second.messages), second.hasMore]).toEqual([[5, 6, 7], true]);
    const third = await changes(bob, id, second.rev, 2);
    expect([seqsOf(third.messages), third.hasMore]).toEqual([[1], false]);
    expect(third.rev).toBe((await chatOf(bob, id)).rev);
  });

  it('of what was before my history are not told to me, neither live nor asked for', async () => {
    const group = await TestGroup.of(platform, alice);
    const old = await alice.post(group.chatId, 'before bob');
    await group.change({ [bob.id]: 'member' });
    await query(platform, 'update chat_members set first_seq = $1 where chat_id = $2 and user_id = $3', [
      old.seq + 1,
      group.chatId,
      bob.id,
    ]);
    using socket = await ChatSocket.open(bob);
    const { rev } = await chatOf(bob, group.chatId);
    await edit(alice, group.chatId, old.seq, 'secret of before');
    const told = await socket.next(({ ev, mustFetch }) => ev === 'changed' && mustFetch === true);
    expect(told).toMatchObject({ after: rev, rev: rev + 1, messages: [], mustFetch: true });
    expect((await changes(bob, group.chatId, rev)).messages).toEqual([]);
    expect((await changes(alice, group.chatId, rev)).messages).toMatchObject([{ text: 'secret of before' }]);
    expect((await bob.ask('GET', pathOf(group.chatId, old.seq, '/edits'))).status).toBe(404);
  });

  it('are found again by a device that was away', async () => {
    const { seq } = await alice.post(chatId, 'while you were away');
    using socket = await ChatSocket.open(bob);
    const { epoch } = await socket.resume(null, {});
    const { rev } = await chatOf(bob, chatId);
    await edit(alice, chatId, seq, 'edited');
    const { ok } = await socket.ask<{ changed: Record<string, number> }>({
      do: 'resume',
      epoch,
      chats: { [chatId]: seq },
      revs: { [chatId]: rev },
    });
    expect(ok?.changed).toEqual({ [chatId]: rev + 1 });
  });
});
