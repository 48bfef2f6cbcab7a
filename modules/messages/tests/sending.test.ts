import { randomUUID } from 'node:crypto';
import { message } from '@bridges/contracts';
import type { Message } from '@bridges/contracts';
import { ask, codeOf, startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ChatSocket } from './chat-socket.ts';
import {
  TestGroup,
  blocked,
  cast,
  chatOf,
  history,
  hold,
  page,
  range,
  seqsOf,
  trySend,
} from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let carol: TestUser;
let mallory: TestUser;
let chatId: string;
let otherChatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages', 'gateway'],
  });
  [alice, bob, carol, mallory] = await cast(platform, 'alice', 'bob', 'carol', 'mallory');
  chatId = (await alice.openDirect(bob)).id;
  otherChatId = (await alice.openDirect(carol)).id;
});
afterAll(() => platform.stop());

const countOf = async (clientId: string) =>
  (await Promise.all([chatId, otherChatId].map((id) => history(alice, id))))
    .flat()
    .filter((one) => one.clientId === clientId).length;

describe('a send', () => {
  it('is stored and answered as it was written', async () => {
    const clientId = randomUUID();
    const answer = await trySend(alice, chatId, { text: '  Привет,\nмир 🙂 \u202eabc\u202c ', clientId });
    expect(answer.status).toBe(201);
    expect(message.parse(answer.body)).toEqual({
      chatId,
      seq: 1,
      senderId: alice.id,
      kind: 'text',
      text: '  Привет,\nмир 🙂 \u202eabc\u202c ',
      clientId,
      createdAt: answer.body.createdAt,
    });
    expect((await page(bob, chatId)).messages).toEqual([answer.body]);
  });

  it('without a client id gets one', async () => {
    const [first, second] = [await alice.post(chatId, 'Same'), await alice.post(chatId, 'Same')];
    expect(second.seq).toBe(first.seq + 1);
    expect(second.clientId).not.toBe(first.clientId);
  });

  it('with the same client id is one message, over REST and sockets, in any case of letters', async () => {
    using socket = await ChatSocket.open(alice);
    const clientId = randomUUID();
    const first = await trySend(alice, chatId, { text: 'Once', clientId });
    const again = await trySend(alice, chatId, { text: 'Once', clientId: clientId.toUpperCase() });
    const bySocket = await socket.send(chatId, 'Once', clientId);
    expect([first.status, again.status, bySocket.ok?.isRepeat]).toEqual([201, 200, true]);
    expect([again.body, bySocket.ok?.message]).toEqual([first.body, first.body]);
    const socketFirst = await socket.send(chatId, 'From the socket', randomUUID());
    const restAfter = await trySend(alice, chatId, {
      text: 'From the socket',
      clientId: socketFirst.ok?.message.clientId,
    });
    expect([restAfter.status, restAfter.body]).toEqual([200, socketFirst.ok?.message]);
  });

  it('is known by its idempotency key, where it has no client id, and not by its name in logs', async () => {
    const key = `order 17, paid ${randomUUID()}`;
    const send = (headers: Record<string, string>, text = 'Paid') =>
      ask<Message>(platform.url, 'POST', `/api/chats/${chatId}/messages`, { text }, alice.access, headers);
    const [first, again] = [
      await send({ 'idempotency-key': key }),
      await send({ 'idempotency-key': key, 'x-request-id': randomUUID() }),
    ];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    const other = await send({ 'idempotency-key': key }, 'Something else');
    expect([other.status, codeOf(other)]).toEqual([409, 'messages.client_id_reused']);
    const name = randomUUID();
    for (const headers of [{ 'x-request-id': name }, { 'x-request-id': name }, { 'idempotency-key': '' }])
      expect((await send(headers)).status).toBe(201);
  });

  it.each([
    ['another text', () => [chatId, 'Other'] as const],
    ['another chat', () => [otherChatId, 'Once'] as const],
    ['a chat that is not hers', () => [randomUUID(), 'Once'] as const],
  ])('with a used client id and %s is refused over every way', async (_what, place) => {
    using socket = await ChatSocket.open(alice);
    const clientId = randomUUID();
    const first = await alice.post(chatId, 'Once', clientId);
    const [otherId, text] = place();
    const answer = await trySend(alice, otherId, { text, clientId });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'messages.client_id_reused']);
    expect((await socket.send(otherId, text, clientId)).error).toMatchObject({
      code: 'messages.client_id_reused',
      isRetryable: false,
    });
    expect(await countOf(clientId)).toBe(1);
    expect((await trySend(alice, chatId, { text: 'Once', clientId })).body).toEqual(first);
  });

  it('may use a client id that somebody else used', async () => {
    const clientId = randomUUID();
    const [first, second] = [
      await alice.post(chatId, 'Mine', clientId),
      await bob.post(chatId, 'Mine', clientId),
    ];
    expect(second).toMatchObject({ seq: first.seq + 1, senderId: bob.id, clientId });
  });

  it('that comes many times at once is one message', async () => {
    using socket = await ChatSocket.open(alice);
    const clientId = randomUUID();
    const [rest, sockets] = await Promise.all([
      Promise.all(range(1, 20).map(() => trySend(alice, chatId, { text: 'At once', clientId }))),
      Promise.all(range(1, 20).map(() => socket.send(chatId, 'At once', clientId))),
    ]);
    const stored = [...rest.map(({ body }) => body), ...sockets.map(({ ok }) => ok?.message)];
    expect(new Set(stored.map((one) => one?.seq)).size).toBe(1);
    const firsts = [
      ...rest.map(({ status }) => status === 201),
      ...sockets.map(({ ok }) => ok?.isRepeat === false),
    ];
    expect(firsts.filter(Boolean)).toHaveLength(1);
    expect(await countOf(clientId)).toBe(1);
  });

  it('that comes at once to two chats with one client id is stored in one of them', async () => {
    for (let round = 0; round < 10; round++) {
      const clientId = randomUUID();
      const answers = await Promise.all(
        range(1, 6).map((at) => trySend(alice, at % 2 ? chatId : otherChatId, { text: 'Where?', clientId })),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 200, 409]));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(await countOf(clientId)).toBe(1);
    }
  });
});

describe('many sends at once', () => {
  it('into one chat get seqs without gap or repeat, in one order for all readers', async () => {
    const users = [alice, bob, carol];
    const group = await TestGroup.of(platform, ...users);
    const sockets = await Promise.all(users.map((user) => ChatSocket.open(user)));
    const acknowledged = await Promise.all(
      range(0, 299).map(async (at) => {
        const [user, socket] = [users[at % 3] as TestUser, sockets[at % 3] as ChatSocket];
        if (at % 2 === 0) return user.post(group.chatId, `message ${at}`);
        return (await socket.send(group.chatId, `message ${at}`)).ok?.message;
      }),
    );
    expect(acknowledged.map((one) => one?.seq).toSorted((one, other) => Number(one) - Number(other))).toEqual(
      range(1, 300),
    );
    const readers = await Promise.all(users.map((user) => history(user, group.chatId)));
    expect(seqsOf(readers[0] ?? [])).toEqual(range(1, 300));
    for (const reader of readers) expect(reader).toEqual(readers[0]);
    for (const one of acknowledged) expect(readers[0]?.[(one?.seq ?? 0) - 1]).toEqual(one);
    const times = (readers[0] ?? []).map(({ createdAt }) => Date.parse(createdAt));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    for (const socket of sockets) {
      await socket.next(({ ev, seq, chat }) => ev === 'message' && chat === group.chatId && seq === 300);
      const heard = socket.frames.filter(({ ev, chat }) => ev === 'message' && chat === group.chatId);
      expect(heard.map((frame) => frame['message'])).toEqual(readers[0]);
      socket[Symbol.dispose]();
    }
  });

  it('wait for those of another process, and come after them', async () => {
    const group = await TestGroup.of(platform, alice, bob);
    const clientId = randomUUID();
    const commit = await hold(
      platform,
      `update chats set last_seq = 1, top_reader = '${bob.id}', top_read_seq = 1 where id = '${group.chatId}'`,
      `insert into messages values ('${group.chatId}', 1, '${bob.id}', 'text', 'first', '${clientId}', 0, now())`,
    );
    const sends = Promise.all([
      alice.post(group.chatId, 'second'),
      trySend(bob, group.chatId, { text: 'another text', clientId }),
    ]);
    await blocked(platform);
    await commit();
    const [second, reused] = await sends;
    expect([second.seq, reused.status]).toEqual([2, 409]);
    expect((await page(alice, group.chatId)).messages.map(({ text }) => text)).toEqual(['first', 'second']);
    expect((await chatOf(alice, group.chatId)).othersReadSeq).toBe(1);
  });

  it('with a key that another process stores in the same moment find it stored', async () => {
    const clientId = randomUUID();
    const group = await TestGroup.of(platform, alice);
    // Its chat is another one, so only the unique index tells of it.
    const commit = await hold(
      platform,
      `update chats set last_seq = 1 where id = '${group.chatId}'`,
      `insert into messages values ('${group.chatId}', 1, '${alice.id}', 'text', 'there', '${clientId}', 0, now())`,
    );
    const { lastSeq } = await chatOf(alice, chatId);
    const sends = Promise.all([
      trySend(alice, chatId, { text: 'here', clientId }),
      ...range(1, 5).map((at) => trySend(alice, chatId, { text: `beside it ${at}` })),
    ]);
    await blocked(platform);
    await commit();
    expect((await sends).map(({ status }) => status)).toEqual([409, 201, 201, 201, 201, 201]);
    expect((await chatOf(alice, chatId)).lastSeq).toBe(lastSeq + 5);
  });

  it('do not hinder each other: what is refused leaves the others alone', async () => {
    using socket = await ChatSocket.open(alice);
    const used = (await alice.post(chatId, 'Used')).clientId;
    const { lastSeq } = await chatOf(alice, chatId);
    const replies = await Promise.all([
      socket.send(chatId, 'good 1'),
      socket.send(randomUUID(), 'no such chat'),
      socket.send(chatId, '   '),
      socket.send(chatId, 'a\0b'),
      socket.send(chatId, 'x'.repeat(4097)),
      socket.send(chatId, 'another text', used),
      socket.send(otherChatId, 'good elsewhere'),
      socket.send('not an id', 'text'),
      socket.send(chatId, 'good 2'),
    ]);
    expect(replies.map(({ ok }) => ok?.message.text)).toEqual([
      'good 1',
      ...[undefined, undefined, undefined, undefined, undefined],
      'good elsewhere',
      undefined,
      'good 2',
    ]);
    expect([replies[0]?.ok?.message.seq, replies[8]?.ok?.message.seq]).toEqual([lastSeq + 1, lastSeq + 2]);
    expect([replies[1]?.error?.code, replies[5]?.error?.code]).toEqual([
      'messages.chat_not_found',
      'messages.client_id_reused',
    ]);
  });
});

describe('a chat that is not mine', () => {
  it('answers as one that does not exist, whatever is asked', async () => {
    const exGroup = await TestGroup.of(platform, alice, mallory);
    const kept = await mallory.post(exGroup.chatId, 'I was here', randomUUID());
    await exGroup.remove(mallory);
    using socket = await ChatSocket.open(mallory);
    const answersFor = async (id: string) => {
      const rest = await Promise.all([
        mallory.ask('GET', `/api/chats/${id}`),
        mallory.ask('GET', `/api/chats/${id}/messages`),
        mallory.ask('GET', `/api/chats/${id}/messages?after=0`),
        mallory.ask('GET', `/api/chats/${id}/members`),
        mallory.ask('GET', `/api/chats/${id}/socket`),
        mallory.ask('POST', `/api/chats/${id}/read`, { seq: 0 }),
        mallory.ask('POST', `/api/chats/${id}/read`, { seq: 1 }),
        mallory.ask('POST', `/api/chats/${id}/read`, { seq: 1000 }),
        trySend(mallory, id, { text: 'Let me in' }),
      ]);
      const bySocket = await Promise.all([
        socket.send(id, 'Let me in'),
        socket.ask({ do: 'read', chat: id, seq: 1 }),
        socket.ask({ do: 'read', chat: id, seq: 1000 }),
      ]);
      return [
        ...rest.map((answer) => [
          answer.status,
          { ...(answer.body as { error: object }).error, requestId: '' },
        ]),
        ...bySocket.map(({ error }) => error),
      ];
    };
    const unknown = await answersFor(randomUUID());
    for (const answer of unknown) expect(JSON.stringify(answer)).toContain('messages.chat_not_found');
    expect(await answersFor(chatId)).toEqual(unknown);
    expect(await answersFor(exGroup.chatId)).toEqual(unknown);
    // A repeat tells what was stored; an ex-member is told no more than anybody.
    const repeat = await trySend(mallory, exGroup.chatId, { text: kept.text, clientId: kept.clientId });
    expect([repeat.status, codeOf(repeat)]).toEqual([404, 'messages.chat_not_found']);
  });
});
