import { randomUUID } from 'node:crypto';
import type { Chat } from '@bridges/contracts';
import { DeactivationChangedSchema, MessagesService } from '@bridges/contracts/proto';
import type { Answer, TestPlatform } from '@bridges/dev-env';
import { codeOf, startTestPlatform, TestUser, testPassword } from '@bridges/dev-env';
import { create, toBinary } from '@bufbuild/protobuf';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { react } from './act-tools.ts';
import { ChatSocket } from './chat-socket.ts';
import { cast, chatOf, history, query, trySend } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: testPassword },
  });
});
afterAll(() => platform?.stop());
beforeEach(async () => {
  [alice, bob] = await cast(platform, 'alice', 'bob');
});

const block = (user: TestUser, other: TestUser) => user.ask('POST', '/api/blocks', { userId: other.id });
const unblock = (user: TestUser, other: TestUser) => user.ask('DELETE', `/api/blocks/${other.id}`);
const choose = (user: TestUser, privacy: object) => user.ask('PATCH', '/api/me/privacy', privacy);
const open = (user: TestUser, other: { id: string }): Promise<Answer<Chat>> =>
  user.ask<Chat>('POST', '/api/chats/direct', { userId: other.id });

test('who was blocked can not open a chat, and can not tell it from a setting', async () => {
  await block(alice, bob);
  const blocked = await open(bob, alice);
  await choose(alice, { whoCanWrite: 'nobody' });
  const [carol] = await cast(platform, 'carol');
  const refused = await open(carol, alice);
  expect([blocked.status, codeOf(blocked)]).toEqual([403, 'messages.cannot_write']);
  expect([refused.status, codeOf(refused)]).toEqual([blocked.status, codeOf(blocked)]);
  expect(codeOf(await open(alice, bob))).toBe('messages.cannot_write');
  expect(codeOf(await open(bob, { id: randomUUID() }))).toBe('messages.user_not_found');
});

test('once a block is answered, the next send is refused; the chat can still be read', async () => {
  const chat = await alice.openDirect(bob);
  await bob.post(chat.id, 'Hi');
  expect((await block(alice, bob)).status).toBe(204);
  expect(codeOf(await trySend(bob, chat.id, { text: 'Why?' }))).toBe('messages.cannot_write');
  expect(codeOf(await trySend(alice, chat.id, { text: 'Because' }))).toBe('messages.cannot_write');
  expect((await open(bob, alice)).status).toBe(200);
  expect((await history(bob, chat.id)).map((message) => message.text)).toEqual(['Hi']);
  expect((await chatOf(alice, chat.id)).canPost).toBe(false);

  await unblock(alice, bob);
  expect((await chatOf(alice, chat.id)).canPost).toBe(true);
  await bob.post(chat.id, 'Again');
});

test('who was blocked does not learn from read marks that the other was here', async () => {
  const chat = await alice.openDirect(bob);
  const { seq } = await bob.post(chat.id, 'Have you read it?');
  await block(alice, bob);
  await alice.ask('POST', `/api/chats/${chat.id}/read`, { seq });
  const seen = async () => {
    const { members } = await bob.get<{ members: { userId: string; readSeq: number }[] }>(
      `/api/chats/${chat.id}/members`,
    );
    const { readers } = await bob.get<{ readers: unknown[] }>(
      `/api/chats/${chat.id}/messages/${seq}/readers`,
    );
    const { othersReadSeq } = await chatOf(bob, chat.id);
    return [members.find(({ userId }) => userId === alice.id)?.readSeq, readers.length, othersReadSeq];
  };
  expect(await seen()).toEqual([0, 0, 0]);
  // Her own devices know.
  expect((await chatOf(alice, chat.id)).readSeq).toBe(seq);
});

test('block while sends are under way: those refused are not there, and nothing follows the answer', async () => {
  const chat = await alice.openDirect(bob);
  await bob.post(chat.id, 'first');
  let isAnswered = false;
  const late: number[] = [];
  const sends = Array.from({ length: 60 }, async (_, at) => {
    await new Promise((resolve) => setImmediate(resolve));
    const wasAnswered = isAnswered;
    const sent = await trySend(bob, chat.id, { text: `m${at}` });
    if (wasAnswered) late.push(sent.status);
    return { text: `m${at}`, status: sent.status };
  });
  const blocking = block(alice, bob).then(() => (isAnswered = true));
  const results = await Promise.all(sends);
  await blocking;
  const after = await trySend(bob, chat.id, { text: 'after' });
  expect(after.status).toBe(403);
  expect(late.every((status) => status === 403)).toBe(true);
  const texts = new Set((await history(alice, chat.id)).map((message) => message.text));
  for (const { text, status } of results) expect(texts.has(text), text).toBe(status === 201);
});

test('opening a chat while being blocked: it is refused, or the chat begins blocked', async () => {
  for (let round = 0; round < 8; round++) {
    const [one, other] = await cast(platform, 'one', 'other');
    const [opened] = await Promise.all([open(other, one), block(one, other)]);
    if (opened.status === 403) continue;
    expect((await trySend(other, opened.body.id, { text: 'Hi' })).status).toBe(403);
    expect((await chatOf(other, opened.body.id)).canPost).toBe(false);
  }
});

test('a chat that is made while a block is being stored waits for it', async () => {
  const [low = '', high = ''] = [alice.id, bob.id].sort();
  const client = new pg.Client({ connectionString: platform.databaseUrl('messages') });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${low}:${high}`]);
    await client.query('insert into direct_blocks values ($1, $2, true, 1)', [alice.id, bob.id]);
    const opening = bob.openDirect(alice);
    const isWaiting = async () => {
      const { rows } = await client.query(
        "select 1 from pg_locks where locktype = 'advisory' and not granted",
      );
      return rows.length;
    };
    await expect.poll(isWaiting, { timeout: 40_000 }).toBeGreaterThan(0);
    await client.query('commit');
    expect((await opening).canPost).toBe(false);
  } finally {
    await client.end();
  }
});

test('the first message needs leave, however the chat was opened; a chat that has begun goes on', async () => {
  const chat = await bob.openDirect(alice);
  await choose(alice, { whoCanWrite: 'contacts' });
  expect(codeOf(await trySend(bob, chat.id, { text: 'Hi' }))).toBe('messages.cannot_write');
  expect(codeOf(await open(bob, alice))).toBe('messages.cannot_write');
  const { results } = await platform.rpc.client(MessagesService).appendMessages({
    sends: [{ chatId: chat.id, senderId: bob.id, clientId: randomUUID(), text: 'Hi' }],
  });
  expect(results[0]?.outcome).toMatchObject({ case: 'failure', value: { code: 'messages.cannot_write' } });
  expect((await bob.get<{ messages: unknown[] }>(`/api/chats/${chat.id}/messages`)).messages).toEqual([]);

  // She writes first: now he may answer.
  await alice.post(chat.id, 'Hello');
  await bob.post(chat.id, 'Hi');
  expect((await open(bob, alice)).status).toBe(200);
});

test('contacts may begin where contacts may', async () => {
  await choose(alice, { whoCanWrite: 'contacts' });
  await alice.ask('POST', '/api/contacts', { userId: bob.id });
  await bob.ask('POST', '/api/contacts', { userId: alice.id });
  const chat = await bob.openDirect(alice);
  await bob.post(chat.id, 'Hi');
});

test('first messages keep their order, though leave is asked for in between', async () => {
  const chat = await bob.openDirect(alice);
  const texts = Array.from({ length: 20 }, (_, at) => `${at}`);
  const { results } = await platform.rpc.client(MessagesService).appendMessages({
    sends: texts.map((text) => ({ chatId: chat.id, senderId: bob.id, clientId: randomUUID(), text })),
  });
  expect(results.every((result) => result.outcome.case === 'message')).toBe(true);
  expect((await history(alice, chat.id)).map((message) => message.text)).toEqual(texts);
});

test('saved messages need nobody’s leave', async () => {
  await choose(alice, { whoCanWrite: 'nobody' });
  const saved = await alice.openDirect(alice);
  await alice.post(saved.id, 'note');
});

test('versions of a block: an older one changes nothing, wherever it comes late', async () => {
  const chat = await alice.openDirect(bob);
  await alice.post(chat.id, 'Hi');
  const { applyBlock } = platform.rpc.client(MessagesService);
  const pair = { blockerId: alice.id, blockedId: bob.id };
  await applyBlock({ ...pair, isBlocked: true, version: 5 });
  await applyBlock({ ...pair, isBlocked: false, version: 4 });
  expect((await trySend(bob, chat.id, { text: 'no' })).status).toBe(403);
  await applyBlock({ ...pair, isBlocked: false, version: 6 });
  expect((await trySend(bob, chat.id, { text: 'yes' })).status).toBe(201);
});

/** While `act` runs, this module fails at whatever needs the table. */
async function without(module: 'accounts' | 'messages', table: string, act: () => Promise<unknown>) {
  const client = new pg.Client({ connectionString: platform.databaseUrl(module) });
  await client.connect();
  try {
    await client.query(`alter table ${table} rename to away`);
    await act();
  } finally {
    await client.query(`alter table away rename to ${table}`);
    await client.end();
  }
}

test('when accounts can not tell, new chats fail clearly and those there are go on', async () => {
  const [carol, dan] = await cast(platform, 'carol', 'dan');
  const chat = await alice.openDirect(bob);
  await alice.post(chat.id, 'Hi');
  const empty = await alice.openDirect(carol);
  await without('accounts', 'contacts', async () => {
    expect((await trySend(bob, chat.id, { text: 'goes on' })).status).toBe(201);
    expect((await open(bob, alice)).status).toBe(200);
    expect((await trySend(alice, empty.id, { text: 'first' })).status).toBeGreaterThanOrEqual(500);
    expect((await open(alice, dan)).status).toBeGreaterThanOrEqual(500);
  });
  expect((await history(alice, empty.id)).length).toBe(0);
  expect((await trySend(alice, empty.id, { text: 'first' })).status).toBe(201);
});

test('a block that messages did not take is not acknowledged, and is brought there by its event', async () => {
  const chat = await alice.openDirect(bob);
  await alice.post(chat.id, 'Hi');
  await without('messages', 'direct_blocks', async () => {
    expect(codeOf(await block(alice, bob))).toBe('kit.unavailable');
    // Repeating it must not be answered before the block is in force.
    expect(codeOf(await block(alice, bob))).toBe('kit.unavailable');
  });
  expect((await alice.get<{ blocks: unknown[] }>('/api/blocks')).blocks).toHaveLength(1);
  await platform.settled();
  expect((await trySend(bob, chat.id, { text: 'no' })).status).toBe(403);
  expect((await block(alice, bob)).status).toBe(204);
});

test('after a block neither learns when the other read; old marks stay', async () => {
  const chat = await alice.openDirect(bob);
  await bob.post(chat.id, 'one');
  await block(alice, bob);
  await alice.ask('POST', `/api/chats/${chat.id}/read`, { seq: 1 });
  expect((await chatOf(alice, chat.id)).readSeq).toBe(1);
  expect((await chatOf(bob, chat.id)).othersReadSeq).toBe(0);
});

describe('the account of the other one is closed', () => {
  let root: TestUser;
  beforeAll(async () => {
    root = await TestUser.signIn(platform.url, 'admin');
  });
  const close = async (user: TestUser) => {
    const path = `/api/admin/users/${user.id}/deactivate`;
    expect((await root.ask('POST', path, { reason: 'Left the company' })).status).toBe(204);
    await platform.settled();
  };
  const reopen = async (user: TestUser) => {
    expect((await root.ask('POST', `/api/admin/users/${user.id}/reactivate`, {})).status).toBe(204);
    await platform.settled();
  };
  const gone = [403, 'messages.peer_deactivated'];
  const sent = async (user: TestUser, chatId: string) => {
    const answer = await trySend(user, chatId, { text: 'Are you there?' });
    return answer.status === 201 ? 201 : [answer.status, codeOf(answer)];
  };

  test('nobody writes to it, on any way, until it is opened again; all else goes on', async () => {
    const [carol] = await cast(platform, 'carol');
    const chat = await alice.openDirect(bob);
    await bob.post(chat.id, 'Hi');
    const mine = await alice.post(chat.id, 'Hello');
    const saved = await bob.openDirect(bob);
    const others = await alice.openDirect(carol);
    using phone = await ChatSocket.open(alice);
    await close(bob);
    expect(await sent(alice, chat.id)).toEqual(gone);
    expect(await phone.send(chat.id, 'And so?')).toMatchObject({
      error: { code: gone[1], isRetryable: false },
    });
    expect((await chatOf(alice, chat.id)).canPost).toBe(false);
    await phone.next(({ ev, chat: told }) => ev === 'chat' && (told as Chat).id === chat.id);
    const path = `/api/chats/${chat.id}/messages`;
    expect((await alice.ask('PATCH', `${path}/${mine.seq}`, { text: 'Good-bye' })).status).toBe(200);
    expect((await react(alice, chat.id, 1, '👍')).status).toBe(200);
    expect((await history(alice, chat.id)).map(({ text }) => text)).toEqual(['Hi', 'Good-bye']);
    expect(await sent(alice, others.id)).toBe(201);
    expect(await query(platform, 'select has_deactivated from chats where id = $1', [saved.id])).toEqual([
      { has_deactivated: false },
    ]);

    await reopen(bob);
    expect(await sent(alice, chat.id)).toBe(201);
    const isOpen = ({ ev, chat: told }: Record<string, unknown>) =>
      ev === 'chat' && (told as Chat).id === chat.id && (told as Chat).canPost;
    await phone.next(isOpen);
    const back = await TestUser.signIn(platform.url, bob.username);
    expect(await sent(back, chat.id)).toBe(201);
  });

  test('of two it opens when both are open again', async () => {
    const chat = await alice.openDirect(bob);
    await alice.post(chat.id, 'Hi');
    await close(alice);
    await close(bob);
    await reopen(alice);
    const back = await TestUser.signIn(platform.url, alice.username);
    expect(await sent(back, chat.id)).toEqual(gone);
    await reopen(bob);
    expect(await sent(back, chat.id)).toBe(201);
  });

  test('a chat that was made meanwhile begins closed', async () => {
    const chat = await alice.openDirect(bob);
    await query(platform, 'delete from chats where id = $1', [chat.id]);
    const tell = deactivationOf(bob.id);
    await tell(true, 1);
    // Accounts would not let it be opened: as one that was asked before does it.
    const late = await alice.openDirect(bob);
    expect(late.canPost).toBe(false);
    expect(await sent(alice, late.id)).toEqual(gone);
    await tell(false, 2);
    expect(await sent(alice, late.id)).toBe(201);
  });

  test('events that come late, or again, change nothing', async () => {
    const chat = await alice.openDirect(bob);
    await alice.post(chat.id, 'Hi');
    const tell = deactivationOf(bob.id);
    await tell(true, 3);
    expect(await sent(alice, chat.id)).toEqual(gone);
    await tell(false, 2);
    await tell(true, 3);
    expect(await sent(alice, chat.id)).toEqual(gone);
    await tell(false, 4);
    await tell(true, 1);
    await tell(true, 3);
    expect(await sent(alice, chat.id)).toBe(201);
  });

  test('sends under way when it closes are stored, or refused', async () => {
    const chat = await alice.openDirect(bob);
    await alice.post(chat.id, 'first');
    const sends = Array.from({ length: 40 }, (_, at) => trySend(alice, chat.id, { text: `m${at}` }));
    const [results] = await Promise.all([Promise.all(sends), close(bob)]);
    expect(await sent(alice, chat.id)).toEqual(gone);
    const stored = results.filter(({ status }) => status === 201).length;
    expect(results.filter(({ status }) => status === 403)).toHaveLength(40 - stored);
    expect(await history(alice, chat.id)).toHaveLength(stored + 1);
  });

  /** Says so as accounts would, in whatever order. */
  function deactivationOf(userId: string) {
    return async (isDeactivated: boolean, version: number) => {
      const event = create(DeactivationChangedSchema, { userId, isDeactivated, version });
      const client = new pg.Client({ connectionString: platform.databaseUrl('accounts') });
      await client.connect();
      try {
        await client.query('insert into outbox (event_id, event, payload) values ($1, $2, $3)', [
          uuidv7(),
          'accounts.deactivation_changed.v1',
          Buffer.from(toBinary(DeactivationChangedSchema, event)),
        ]);
      } finally {
        await client.end();
      }
      await platform.settled();
    };
  }
});
