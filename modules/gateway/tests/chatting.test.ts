import { randomUUID } from 'node:crypto';
import { socketEvent, socketReply } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openSocket } from './socket-client.ts';

describe('two people on sockets', () => {
  let platform: TestPlatform;
  let alice: TestUser;
  let bob: TestUser;
  let mallory: TestUser;
  let chat: string;

  beforeAll(async () => {
    platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      env: { GATEWAY_PRESENCE_LINGER_MS: '20' },
    });
    [alice, bob, mallory] = (await Promise.all(
      ['alice', 'bob', 'mallory'].map((name) => platform.user(name)),
    )) as [TestUser, TestUser, TestUser];
    chat = (await alice.openDirect(bob)).id;
  });
  afterAll(() => platform.stop());

  const send = (text: string, chatId = chat) => ({ do: 'send', chat: chatId, clientId: randomUUID(), text });

  it('says hello first', async () => {
    using socket = await openSocket(alice);
    expect(socket.frames[0]).toMatchObject({ ev: 'hello', protocol: 1, user: alice.id, heartbeatMs: 25_000 });
  });

  it('delivers to both, in one order, with one reply per command', async () => {
    using a = await openSocket(alice);
    using b = await openSocket(bob);
    const count = 60;
    const replies = await Promise.all(
      Array.from({ length: count }, (_, at) => (at % 2 ? a : b).ask(send(`message ${at}`))),
    );
    expect(replies.every(({ ok }) => ok?.['isRepeat'] === false)).toBe(true);
    for (const socket of [a, b]) {
      await socket.until(() => socket.events('message').length >= count);
      const seqs = socket.events('message').map(({ seq }) => Number(seq));
      expect(seqs).toEqual(seqs.map((_, at) => (seqs[0] ?? 0) + at));
      expect(socket.frames.filter(({ re }) => re !== undefined)).toHaveLength(count / 2);
      for (const frame of socket.frames) (frame['re'] === undefined ? socketEvent : socketReply).parse(frame);
    }
    const order = (socket: typeof a) => socket.events('message').map(({ message }) => message);
    expect(order(a)).toEqual(order(b));
  });

  it('stores the same client id once', async () => {
    using a = await openSocket(alice);
    const command = send('once');
    const [first, second] = await Promise.all([a.ask(command), a.ask(command)]);
    const third = await a.ask(command);
    expect([first.ok?.['isRepeat'], third.ok?.['isRepeat']].sort()).toEqual([false, true]);
    expect(second.ok?.['message']).toEqual(first.ok?.['message']);
  });

  it('tells every device of a user', async () => {
    using phone = await openSocket(bob);
    using laptop = await openSocket(bob);
    await phone.ask(send('from my phone'));
    await laptop.next(({ message }) => (message as { text?: string } | undefined)?.text === 'from my phone');
    const { seq } = await alice.post(chat, 'to both');
    await laptop.ask({ do: 'read', chat, seq });
    expect(await phone.next(({ ev, user }) => ev === 'read' && user === bob.id)).toMatchObject({ chat, seq });
  });

  it('answers alike for foreign and for unknown chats', async () => {
    using m = await openSocket(mallory);
    using a = await openSocket(alice);
    const codes = async (id: string) => [
      (await m.ask(send('hi', id))).error?.code,
      (await m.ask({ do: 'read', chat: id, seq: 1 })).error?.code,
      (await m.ask({ do: 'typing', chat: id })).error?.code,
    ];
    const foreign = await codes(chat);
    expect(foreign).toEqual(await codes(randomUUID()));
    expect(foreign.every((code) => code?.endsWith('.chat_not_found'))).toBe(true);
    await a.ask(send('secret'));
    await m.ask({ do: 'ping' });
    expect(m.events('message')).toEqual([]);
  });

  it('hears of a chat that begins while it is open', async () => {
    using m = await openSocket(mallory);
    const { id } = await alice.openDirect(mallory);
    await alice.post(id, 'hello');
    expect(await m.event('message')).toMatchObject({ chat: id });
    expect(m.events('message')).toHaveLength(1);
  });

  it('tells others who types, and not oneself', async () => {
    using a = await openSocket(alice);
    using other = await openSocket(alice);
    using b = await openSocket(bob);
    expect((await a.ask({ do: 'typing', chat })).ok).toEqual({});
    expect(await b.event('typing')).toEqual({ ev: 'typing', chat, user: alice.id });
    await Promise.all([a.ask({ do: 'ping' }), other.ask({ do: 'ping' })]);
    expect([...a.events('typing'), ...other.events('typing')]).toEqual([]);
  });

  it('resumes what was missed', async () => {
    using a = await openSocket(alice);
    const first = (await a.ask(send('before'))).ok?.['message'] as { seq: number };
    const { epoch } = (await a.ask({ do: 'resume', epoch: null, chats: {} })).ok as { epoch: string };
    a.socket.terminate();
    await bob.post(chat, 'while away');
    using again = await openSocket(alice);
    const resumed = await again.ask({ do: 'resume', epoch, chats: { [chat]: first.seq } });
    const found = (resumed.ok?.['chats'] as { chat: { id: string }; messages: { text: string }[] }[]).find(
      (entry) => entry.chat.id === chat,
    );
    expect(found?.messages.map(({ text }) => text)).toEqual(['while away']);
  });

  it('tells who is online', async () => {
    using watcher = await openSocket(mallory);
    const before = await watcher.ask({ do: 'watch', users: [bob.id, randomUUID()] });
    expect(before.ok).toMatchObject({ users: [{ id: bob.id, username: bob.username }] });
    using b = await openSocket(bob);
    await watcher.ask({ do: 'ping' });
    const now = await watcher.ask({ do: 'watch', users: [bob.id] });
    expect(now.ok?.['presence']).toEqual([{ user: bob.id, isOnline: true }]);
    b.socket.terminate();
    expect(await watcher.next(({ ev, isOnline }) => ev === 'presence' && isOnline === false)).toMatchObject({
      user: bob.id,
    });
  });
});
