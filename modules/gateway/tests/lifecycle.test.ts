import { create, toBinary } from '@bufbuild/protobuf';
import { GatewayService, LiveEventSchema } from '@bridges/contracts/proto';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openSocket, SocketClient } from './socket-client.ts';

describe('the life of a socket', () => {
  let platform: TestPlatform;
  let alice: TestUser;
  let bob: TestUser;
  let chat: string;

  beforeAll(async () => {
    platform = await startTestPlatform({
      postgresUrl: inject('postgresUrl'),
      env: {
        GATEWAY_HEARTBEAT_MS: '100',
        GATEWAY_HEARTBEAT_TIMEOUT_MS: '400',
        GATEWAY_HEAD_ROUND_MS: '50',
        GATEWAY_PRESENCE_LINGER_MS: '10',
      },
    });
    [alice, bob] = (await Promise.all(['alice', 'bob'].map((name) => platform.user(name)))) as [
      TestUser,
      TestUser,
    ];
    chat = (await alice.openDirect(bob)).id;
  });
  afterAll(() => platform.stop());

  const control = (value: object) => toBinary(LiveEventSchema, create(LiveEventSchema, value));

  it('pings, and keeps who answers', async () => {
    using socket = await openSocket(alice);
    let pings = 0;
    socket.socket.on('ping', () => pings++);
    // Longer than the timeout, in pings.
    await new Promise<void>((resolve) => {
      socket.socket.on('ping', () => pings >= 6 && resolve());
    });
    expect(socket.closed).toBeUndefined();
  });

  it('gives up who says nothing', async () => {
    using mute = await openSocket(alice, { autoPong: false });
    expect((await mute.end()).code).toBe(4002);
  });

  it('tells the newest seq when the live bus has lost a message', async () => {
    using socket = await openSocket(bob);
    // The bus of this process never loses anything, so the socket is made deaf instead.
    platform.bus.publish(
      `user:${bob.id}`,
      control({ control: { case: 'unsubscribe', value: { chatId: chat } } }),
    );
    await alice.post(chat, 'nobody heard this');
    platform.bus.publish(
      `user:${bob.id}`,
      control({ control: { case: 'subscribe', value: { chatId: chat } } }),
    );
    expect(await socket.event('head')).toMatchObject({ chat });
    expect(socket.events('message')).toEqual([]);
  });

  it('stops telling a chat in the tick it is heard of', async () => {
    using socket = await openSocket(bob);
    platform.bus.publish(
      `user:${bob.id}`,
      control({ control: { case: 'unsubscribe', value: { chatId: chat } } }),
    );
    await alice.post(chat, 'not for him');
    await socket.ask({ do: 'ping' });
    expect(socket.events('message')).toEqual([]);
  });

  it('survives rubbish on the bus', async () => {
    using socket = await openSocket(bob);
    platform.bus.publish(`user:${bob.id}`, Buffer.from([0xff, 0xff, 0xff]));
    await alice.post(chat, 'after the rubbish');
    await socket.event('message');
  });

  it('tells other modules who is online', async () => {
    const gateway = platform.rpc.client(GatewayService);
    using socket = await openSocket(alice);
    expect((await gateway.getPresence({ userIds: [alice.id, chat] })).onlineUserIds).toEqual([alice.id]);
    socket.socket.terminate();
  });

  it('does not mind sockets that leave while they open', async () => {
    const sockets = Array.from(
      { length: 20 },
      () => new SocketClient(`${platform.url}/ws`, { headers: { authorization: `Bearer ${alice.access}` } }),
    );
    await Promise.all(sockets.map((socket) => socket.open()));
    for (const { socket } of sockets) socket.terminate();
    using socket = await openSocket(alice);
    expect((await socket.ask({ do: 'ping' })).ok).toEqual({});
    // Nothing of them is left behind.
    socket.socket.terminate();
    const gateway = platform.rpc.client(GatewayService);
    const isGone = async () =>
      (await gateway.getPresence({ userIds: [alice.id] })).onlineUserIds.length === 0;
    await expect.poll(isGone, { timeout: 40_000 }).toBe(true);
  });

  it('sends everybody elsewhere when it stops', async () => {
    using a = await openSocket(alice);
    using b = await openSocket(bob);
    using room = await new SocketClient(`${platform.url}/ws/chat/${chat}/?token=${alice.access}`).open();
    const pending = a
      .ask({ do: 'send', chat, clientId: crypto.randomUUID(), text: 'last words' })
      .catch(() => undefined);
    const restarting = platform.restart();
    expect((await a.end()).code).toBe(4000);
    expect((await b.end()).code).toBe(4000);
    expect((await room.end()).code).toBe(4000);
    expect(a.frames.at(-1)).toEqual({ ev: 'reconnect', afterMs: expect.any(Number) });
    await restarting;
    const reply = await pending;
    if (reply?.ok) {
      const again = await openSocket({ url: platform.url, access: alice.access });
      const resumed = JSON.stringify((await again.ask({ do: 'resume', epoch: null, chats: {} })).ok);
      expect(resumed).toContain('last words');
    }
  });
});
