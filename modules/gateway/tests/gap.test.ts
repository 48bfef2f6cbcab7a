import { describe, expect, it } from 'vitest';
import { startLossyWorld } from './lossy-world.ts';

const message = (seq: number) => ({ json: Buffer.from(JSON.stringify({ ev: 'message', seq })), seq });

describe('when the live bus has lost something', () => {
  it('tells the newest seq at once, ends dead sessions and follows memberships', async () => {
    await using world = await startLossyWorld();
    const { bus, chats, ended } = world;
    chats.set(
      'alice',
      new Map([
        ['kept', 1],
        ['lost', 1],
      ]),
    );
    chats.set('bob', new Map([['kept', 1]]));
    using alice = await world.connect('alice', 'laptop').hello();
    using phone = await world.connect('alice', 'phone').hello();
    using bob = await world.connect('bob', 'desk').hello();

    bus.isLosing = true;
    chats.set(
      'alice',
      new Map([
        ['kept', 2],
        ['new', 5],
      ]),
    );
    chats.set('bob', new Map([['kept', 2]]));
    ended.add('phone');
    world.publish('chat:kept', message(2));
    bus.comeBack();

    expect((await phone.end()).code).toBe(4501);
    expect(await bob.event('head')).toEqual({ ev: 'head', chat: 'kept', seq: 2 });
    expect(await alice.event('chatGone')).toEqual({ ev: 'chatGone', chat: 'lost' });
    await alice.next(({ ev, chat }) => ev === 'head' && chat === 'new');
    world.publish('chat:lost', message(2));
    world.publish('chat:new', message(6));
    expect(await alice.event('message')).toMatchObject({ seq: 6 });
    expect(alice.closed).toBeUndefined();
  });
});

describe('the messages of one commit', () => {
  it('come as one payload, are told one by one, and all of them are known', async () => {
    await using world = await startLossyWorld();
    const chats = new Map([
      ['busy', 1],
      ['other', 1],
    ]);
    world.chats.set('alice', chats);
    using alice = await world.connect('alice', 'laptop').hello();
    world.publish('chat:busy', { ...message(2), more: [message(3), message(4)] });
    await alice.until(() => alice.events('message').length === 3);
    expect(alice.events('message').map(({ seq }) => seq)).toEqual([2, 3, 4]);

    world.bus.isLosing = true;
    chats.set('busy', 4).set('other', 2);
    world.bus.comeBack();
    // Of the other she has missed something; of this one nothing.
    expect(await alice.event('head')).toEqual({ ev: 'head', chat: 'other', seq: 2 });
    await alice.ask({ do: 'ping' });
    expect(alice.events('head')).toHaveLength(1);
  });
});

describe('who watches whom, when the bus has lost it', () => {
  const carol = '0199f3a0-1c00-7a10-8b11-0a1b2c3d4e01';
  const presence = (isOnline: boolean) => ({
    json: Buffer.from(JSON.stringify({ ev: 'presence', user: carol, isOnline })),
  });

  it('whoever may no longer see her stops; the others go on', async () => {
    await using world = await startLossyWorld();
    using alice = await world.connect('alice', 'laptop').hello();
    using bob = await world.connect('bob', 'desk').hello();
    await Promise.all([alice, bob].map((socket) => socket.ask({ do: 'watch', users: [carol] })));
    world.hidden.add(`bob:${carol}`);
    world.bus.comeBack();
    expect(await bob.event('presence')).toEqual({ ev: 'presence', user: carol, isOnline: false });
    world.publish(`watch:${carol}`, presence(true));
    expect(await alice.event('presence')).toMatchObject({ isOnline: true });
    await bob.ask({ do: 'ping' });
    expect(bob.events('presence')).toHaveLength(1);
  });

  it('when accounts can not tell, nobody goes on', async () => {
    await using world = await startLossyWorld();
    using alice = await world.connect('alice', 'laptop').hello();
    await alice.ask({ do: 'watch', users: [carol] });
    world.hidden.add('away');
    world.publish(`watch:${carol}`, { control: { case: 'checkWatchers', value: {} } });
    expect(await alice.event('presence')).toMatchObject({ isOnline: false });
    world.publish(`watch:${carol}`, presence(true));
    await alice.ask({ do: 'ping' });
    expect(alice.events('presence')).toHaveLength(1);
  });
});

describe('while a socket opens', () => {
  /** Opens a socket whose list was read, but is not yet answered, when `meanwhile` happens. */
  async function openWith(meanwhile: (world: Awaited<ReturnType<typeof startLossyWorld>>) => void) {
    const world = await startLossyWorld();
    world.chats.set('alice', new Map([['old', 1]]));
    let answer = () => {};
    world.hold(new Promise((resolve) => (answer = resolve)));
    const alice = await world.connect('alice', 'laptop').open();
    // The user's channel is heard before the list is asked for; it answers nothing else so far.
    await expect.poll(() => world.isHeard('user:alice')).toBe(true);
    meanwhile(world);
    answer();
    return { world, alice };
  }
  const control = (name: 'subscribe' | 'unsubscribe', chatId: string) => ({
    control: { case: name, value: { chatId } } as { case: 'subscribe'; value: { chatId: string } },
  });

  it('a removal wins over a list that was read before it', async () => {
    const { world, alice } = await openWith((there) =>
      there.publish('user:alice', control('unsubscribe', 'old')),
    );
    await using _world = world;
    await alice.hello();
    world.publish('chat:old', message(2));
    await alice.ask({ do: 'ping' });
    expect(alice.events('message')).toEqual([]);
  });

  it('a joined chat is heard though the list does not name it', async () => {
    const { world, alice } = await openWith((there) =>
      there.publish('user:alice', control('subscribe', 'young')),
    );
    await using _world = world;
    await alice.hello();
    world.publish('chat:young', message(1));
    world.publish('chat:old', message(2));
    await alice.until(() => alice.events('message').length === 2);
  });

  it('a session that ends does not open', async () => {
    const end = { control: { case: 'endSessions' as const, value: { sessionIds: ['laptop'] } } };
    const { world, alice } = await openWith((there) => there.publish('user:alice', end));
    await using _world = world;
    expect((await alice.end()).code).toBe(4501);
    expect(alice.frames).toEqual([]);
  });
});
