import { socketEvent } from '@bridges/contracts';
import type { Notification, NotificationPage, SocketEvent } from '@bridges/contracts';
import { LiveEventSchema } from '@bridges/contracts/proto';
import type { TestUser } from '@bridges/dev-env';
import { fromBinary } from '@bufbuild/protobuf';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { groupOf, must, pageOf, read, unreadOf } from './inbox-scene.ts';
import { hour, ladderScene, marks, settings, soon } from './ladder-scene.ts';

const scene = ladderScene();

/** The time to read has passed: members who have not are looked for. */
async function timeIsUp(chatId: string): Promise<void> {
  await scene.platform.settled();
  await scene.query(
    'update pending_chats set entries_due_at = now(), entries_ready_at = null where chat_id = $1',
    [chatId],
  );
  await vi.waitFor(async () => {
    const due = await scene.query(
      'select 1 from pending_chats where chat_id = $1 and entries_due_at is not null',
      [chatId],
    );
    expect(due).toEqual([]);
  }, soon);
}

/** A device of hers is connected. */
async function connected(user: TestUser): Promise<AsyncDisposable> {
  const { ticket } = await must<{ ticket: string }>(user, 'POST', '/api/socket-tickets');
  const socket = new WebSocket(`${user.url.replace(/^http/, 'ws')}/ws?ticket=${ticket}`);
  const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
  await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
  return {
    async [Symbol.asyncDispose]() {
      socket.close();
      await closed;
    },
  };
}

/** As if somebody were adding an entry of this chat. */
async function holdTurn(chatId: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: scene.platform.databaseUrl('notifications') });
  await client.connect();
  await client.query(`select pg_advisory_lock(hashtextextended('inbox:' || $1, 0))`, [chatId]);
  return () => client.end();
}

const ofChats = async (user: TestUser): Promise<Notification[]> =>
  (await pageOf(user, '?limit=100')).notifications.filter(({ kind }) => kind === 'messages');

describe('new messages of a chat that is not open', () => {
  it('are one entry with their number, and the author and words of the last', async () => {
    const { alice, bob, chatId } = scene;
    await alice.post(chatId, 'one');
    await alice.post(chatId, 'two');
    await timeIsUp(chatId);
    expect(await unreadOf(bob)).toMatchObject([
      { kind: 'messages', count: 2, actorIds: [alice.id], details: { chatId, text: 'two' } },
    ]);
    const { seq } = await alice.post(chatId, '**three**');
    // What the entry says is asked when it is listed; its place follows.
    expect(await unreadOf(bob)).toMatchObject([{ count: 3, details: { seq, text: 'three' } }]);
    const [before] = await ofChats(bob);
    await timeIsUp(chatId);
    const [after, ...more] = await ofChats(bob);
    expect([after?.id, more]).toEqual([before?.id, []]);
    expect(Date.parse(after?.createdAt ?? '')).toBeGreaterThan(Date.parse(before?.createdAt ?? ''));
    expect(await unreadOf(alice)).toEqual([]);
  });

  it('are gone when the chat is read, on any device, and come again with the next', async () => {
    const { alice, bob, chatId } = scene;
    const first = await alice.post(chatId, 'one');
    await alice.post(chatId, 'two');
    await timeIsUp(chatId);
    await read(bob, chatId, first.seq);
    await scene.platform.settled();
    expect(await unreadOf(bob)).toMatchObject([{ count: 1 }]);
    const { seq } = await alice.post(chatId, 'three');
    await read(bob, chatId, seq);
    await scene.platform.settled();
    expect(await pageOf(bob)).toMatchObject({ unreadCount: 0 });
    expect(await ofChats(bob)).toEqual([]);
    await timeIsUp(chatId);
    expect(await ofChats(bob)).toEqual([]);
    await alice.post(chatId, 'four');
    await timeIsUp(chatId);
    expect(await unreadOf(bob)).toMatchObject([{ count: 1, details: { text: 'four' } }]);
  });

  it('that the reader did not reach keep an entry, though it stood behind them', async () => {
    const { alice, bob, chatId } = scene;
    const first = await alice.post(chatId, 'one');
    await timeIsUp(chatId);
    await alice.post(chatId, 'two');
    await scene.platform.settled();
    // Where all who are away had theirs it is looked seldom.
    const far = "update pending_chats set entries_due_at = now() + interval '9 hours' where chat_id = $1";
    await scene.query(far, [chatId]);
    await read(bob, chatId, first.seq);
    await scene.platform.settled();
    const soonAgain =
      "select entries_due_at < now() + interval '2 hours' as is_soon from pending_chats where chat_id = $1";
    expect(await scene.query(soonAgain, [chatId])).toEqual([{ is_soon: true }]);
    await timeIsUp(chatId);
    expect(await unreadOf(bob)).toMatchObject([{ count: 1, details: { text: 'two' } }]);
  });

  it('marked as read in the list stay so until there is another one', async () => {
    const { alice, bob, chatId } = scene;
    await alice.post(chatId, 'one');
    await timeIsUp(chatId);
    const [entry] = await unreadOf(bob);
    await must(bob, 'POST', `/api/notifications/${entry?.id}/read`);
    await scene.query('update pending_chats set entries_due_at = now() where chat_id = $1', [chatId]);
    await timeIsUp(chatId);
    expect(await unreadOf(bob)).toEqual([]);
    expect(await ofChats(bob)).toHaveLength(1);
    await alice.post(chatId, 'two');
    await timeIsUp(chatId);
    expect(await unreadOf(bob)).toMatchObject([{ id: entry?.id, count: 2 }]);
  });

  it('make none where she wants to hear nothing, or is told otherwise', async () => {
    const { alice, bob, platform } = scene;
    const [muted, mentions, none, named, silent, own] = await Promise.all(
      Array.from({ length: 6 }, () => groupOf(alice, [bob])),
    );
    const chats = [muted, mentions, none, named, silent, own].filter((id) => id !== undefined);
    await platform.settled();
    await must(bob, 'POST', '/api/notifications/read-all');
    await marks(bob, muted ?? '', { mutedUntil: new Date(Date.now() + 3_600_000).toISOString() });
    await marks(bob, mentions ?? '', { level: 'mentions' });
    await marks(bob, none ?? '', { level: 'none' });
    for (const chatId of [muted, mentions, none]) await alice.post(chatId ?? '', 'hello');
    await alice.post(named ?? '', `@${bob.username}`);
    await must(alice, 'POST', `/api/chats/${silent}/messages`, { text: 'psst', isSilent: true });
    await bob.post(own ?? '', 'mine');
    for (const chatId of chats) await timeIsUp(chatId);
    expect((await unreadOf(bob)).map(({ kind }) => kind)).toEqual(['mention']);
  });

  it('of people she has blocked, or that were deleted, are told by none', async () => {
    const { alice, bob, platform, chatId } = scene;
    const carol = await platform.user('carol');
    await must(alice, 'POST', `/api/groups/${chatId}/members`, { userIds: [carol.id] });
    await must(bob, 'POST', '/api/blocks', { userId: carol.id });
    await platform.settled();
    await carol.post(chatId, 'unheard');
    await timeIsUp(chatId);
    expect(await ofChats(bob)).toEqual([]);
    const { seq } = await alice.post(chatId, 'oops');
    await timeIsUp(chatId);
    expect(await ofChats(bob)).toHaveLength(1);
    await read(bob, chatId, seq - 1);
    await must(alice, 'POST', `/api/chats/${chatId}/messages/delete`, { seqs: [seq], for: 'everyone' });
    await platform.settled();
    expect(await pageOf(bob)).toMatchObject({ unreadCount: 0 });
    expect(await ofChats(bob)).toEqual([]);
  });

  it('are nothing to who was removed, and told to nobody else', async () => {
    const { alice, bob, platform, chatId } = scene;
    await alice.post(chatId, 'one');
    await timeIsUp(chatId);
    expect(await ofChats(bob)).toHaveLength(1);
    const stranger = await platform.user('mallory');
    const [entry] = await ofChats(bob);
    expect((await stranger.ask('POST', `/api/notifications/${entry?.id}/read`)).status).toBe(404);
    await must(alice, 'DELETE', `/api/groups/${chatId}/members/${bob.id}`);
    await alice.post(chatId, 'two');
    await timeIsUp(chatId);
    expect(await ofChats(bob)).toEqual([]);
  });

  it('stand among the other entries, by pages', async () => {
    const { alice, bob } = scene;
    const chats = await Promise.all(Array.from({ length: 5 }, () => groupOf(alice, [bob])));
    for (const chatId of chats) {
      await alice.post(chatId, 'hello');
      await timeIsUp(chatId);
    }
    const seen: string[] = [];
    let query = '?limit=2';
    for (;;) {
      const page: NotificationPage = await pageOf(bob, query);
      seen.push(...page.notifications.flatMap(({ kind, id }) => (kind === 'messages' ? [id] : [])));
      if (page.nextCursor === null) break;
      query = `?limit=2&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('are told live to who is connected, as the list has them, and when they are gone', async () => {
    const { alice, bob, chatId, platform } = scene;
    const heard: SocketEvent[] = [];
    await platform.bus.subscribe(`user:${bob.id}`, (payload) => {
      const { json } = fromBinary(LiveEventSchema, payload);
      if (json.length === 0) return;
      const event = socketEvent.parse(JSON.parse(Buffer.from(json).toString()));
      // His browser is an entry, too, and may be told a moment later.
      if (event.ev === 'notification' && event.notification.kind === 'messages') heard.push(event);
      if (event.ev === 'notificationsGone') heard.push(event);
    });
    await using _socket = await connected(bob);
    const { seq } = await alice.post(chatId, 'one');
    await timeIsUp(chatId);
    await vi.waitFor(() => expect(heard).toHaveLength(1), soon);
    const [notification] = await ofChats(bob);
    expect(heard[0]).toEqual({ ev: 'notification', notification, unreadCount: 1 });
    await read(bob, chatId, seq);
    await vi.waitFor(() => expect(heard).toHaveLength(2), soon);
    expect(heard[1]).toMatchObject({ ev: 'notificationsGone', notifications: [notification?.id] });
  });

  it('do not climb by themselves: the chat does', async () => {
    const { alice, bob, chatId, query } = scene;
    await settings(bob, hour);
    await alice.post(chatId, 'one');
    await timeIsUp(chatId);
    expect(await ofChats(bob)).toHaveLength(1);
    expect(
      await query('select entry_id from pending_tellings where user_id = $1 and entry_id is not null', [
        bob.id,
      ]),
    ).toEqual([]);
  });
});

describe('whoever writes into a chat has read it', () => {
  it('also by a script that asks for nothing: entries, steps and shown notifications go', async () => {
    const { alice, bob, browser, platform, chatId, query } = scene;
    const { seq } = await alice.post(chatId, `@${bob.username}, come`);
    await vi.waitFor(() => expect(browser.received()).toHaveLength(1), soon);
    await settings(bob, hour);
    await alice.post(chatId, 'please');
    await timeIsUp(chatId);
    expect((await unreadOf(bob)).map(({ kind }) => kind).toSorted()).toEqual(['mention', 'messages']);
    const mine = await bob.post(chatId, 'I am coming');
    await platform.settled();
    expect(await unreadOf(bob)).toEqual([]);
    await vi.waitFor(
      () =>
        expect(browser.received().at(-1)?.payload).toMatchObject({
          type: 'clear',
          chatId,
          upToSeq: mine.seq,
        }),
      soon,
    );
    expect(seq).toBeLessThan(mine.seq);
    expect(await query('select 1 from pending_tellings where user_id = $1', [bob.id])).toEqual([]);
  });

  it('what others wrote after it stays', async () => {
    const { alice, bob, platform, chatId } = scene;
    await alice.post(chatId, 'one');
    await timeIsUp(chatId);
    await bob.post(chatId, 'mine');
    await alice.post(chatId, `@${bob.username}`);
    await platform.settled();
    expect((await unreadOf(bob)).map(({ kind }) => kind)).toEqual(['mention']);
  });

  it('many writers at once have read each their own chat, and no other', async () => {
    const { alice, bob, platform, query } = scene;
    const carol = await platform.user('carol');
    const chats = await Promise.all(Array.from({ length: 5 }, () => groupOf(alice, [bob, carol])));
    const [waited = '', first = '', both = '', last = '', quiet = ''] = chats;
    for (const chatId of chats) {
      await alice.post(chatId, `@${bob.username}, come`);
      await timeIsUp(chatId);
    }
    const unreadIn = async (user: TestUser, cleared: readonly string[] = []) =>
      (await unreadOf(user))
        .map(({ kind, details }) => ({ kind, chatId: (details as { chatId: string }).chatId }))
        .filter(({ chatId }) => chats.includes(chatId) && !cleared.includes(chatId))
        .map(({ kind, chatId }) => `${chats.indexOf(chatId)} ${kind}`)
        .toSorted();
    const [ofBob, ofCarol] = [
      await unreadIn(bob, [waited, first, both]),
      await unreadIn(carol, [both, last]),
    ];
    expect(ofBob).toEqual(expect.arrayContaining(['3 mention', '4 mention']));
    expect(ofCarol).toEqual(expect.arrayContaining(['0 messages', '1 messages', '4 messages']));
    // While the first of these waits for its chat's turn, the others gather, to be taken together.
    const release = await holdTurn(waited);
    try {
      await bob.post(waited, 'one');
      await bob.post(first, 'two');
      await carol.post(both, 'three');
      await bob.post(both, 'four');
      await carol.post(last, 'five');
    } finally {
      await release();
    }
    await platform.settled();
    expect(await unreadIn(bob)).toEqual(ofBob);
    expect(await unreadIn(carol)).toEqual(ofCarol);
    const waiting = await query<{ chat_id: string }>(
      'select chat_id from pending_tellings where user_id = $1 and chat_id = any($2)',
      [bob.id, chats],
    );
    expect(waiting.filter((row) => row.chat_id !== last && row.chat_id !== quiet)).toEqual([]);
  });
});
