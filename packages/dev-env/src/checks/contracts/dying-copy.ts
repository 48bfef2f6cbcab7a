import { randomUUID } from 'node:crypto';
import { eventQueues } from '@bridges/contracts/event-queues';
import { createClient, memoryOutboxStore } from '@bridges/sdk';
import type { Client, Group, Message, NotificationPage } from '@bridges/sdk';
import amqp from 'amqplib';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import type { SplitWorld } from '../../split-world.ts';
import { ask, testPassword, TestUser } from '../../test-user.ts';
import { freeze, HeldCommit } from '../held-commit.ts';

const eventually = <T>(look: () => T | Promise<T>) => vi.waitFor(look, { timeout: 40_000, interval: 25 });

/**
 * A copy of messages is frozen while PostgreSQL holds the commit of a send, and killed when the message is stored: of
 * the commit it never heard, and whatever follows one it never did.
 *
 * @param worldOf two copies of messages; gateways that tell no heads, which would show the message before a gap does
 */
export function dyingCopyLosesNothing(worldOf: () => SplitWorld): void {
  test('a copy that dies between commit and publish loses nothing', { timeout: 240_000 }, async () => {
    const world = worldOf();
    const [dying, other] = world.services.messages;
    const databaseUrl = world.databases['MESSAGES_DATABASE_URL'];
    if (!dying || !other || databaseUrl === undefined) throw new Error('two copies of messages are needed');
    await using stack = new AsyncDisposableStack();
    const [alice, ben, cleo] = await Promise.all(
      (['alice', 'ben', 'cleo'] as const).map((name) => TestUser.register(world.url, name)),
    );
    if (!alice || !ben || !cleo) throw new Error('nobody is there');
    const group = { title: 'Bridge', memberIds: [ben.id, cleo.id] };
    const { chatId } = (await alice.ask<Group>('POST', '/api/groups', group)).body;
    const path = `/api/chats/${chatId}/messages`;
    const [connected, away] = [await connect(world, ben, stack), await connect(world, cleo, stack)];
    /** What ben is told of the chat's messages, one by one. */
    const told: number[] = [];
    connected.onEvent((event) => {
      if (event.ev === 'message' && event.chat === chatId) told.push(event.seq);
    });
    const seqsOf = (client: Client) => client.getState().chats[chatId]?.messages.map(({ seq }) => seq) ?? [];
    /** Sends through the copy that stays, again if its live event was lost. Resolves with the seq that both show. */
    const sendSeen = async (text: string): Promise<number> => {
      for (let tries = 1; ; tries++) {
        const { seq } = (await ask<Message>(other.url, 'POST', path, { text }, alice.access)).body;
        const both = () => [connected, away].every((client) => seqsOf(client).includes(seq));
        const isSeen = await vi.waitUntil(both, { timeout: 10_000, interval: 25 }).catch(() => false);
        if (isSeen) return seq;
        const shown = [connected, away].map((client) => seqsOf(client).join(' '));
        if (tries === 5) throw new Error(`${seq} is never shown: ${shown.join(' and ')}`);
      }
    };
    const before = await sendSeen('before');
    await away.stop();

    const published = await tapEvents(world, stack);
    const clientId = randomUUID();
    const body = { clientId, text: `@${ben.username} the gangway is open` };
    stack.defer(async () => {
      await dying.end('SIGKILL');
      await dying.run();
    });
    const commit = stack.use(await HeldCommit.of(databaseUrl, clientId));
    const asked = ask(dying.url, 'POST', path, body, alice.access).then(
      ({ status }) => status,
      () => 'broken off',
    );
    await commit.isAskedFor();
    await freeze(dying.pid);
    await commit.letCommit();
    const stored = () => commit.query('select seq::int from messages where client_id = $1', [clientId]);
    await eventually(async () => expect(await stored()).toEqual([{ seq: before + 1 }]));
    await dying.end('SIGKILL');
    expect(await asked).toBe('broken off');
    const lost = await commit.query(
      `select event_id as id, event from outbox
       where xmin = (select xmin from messages where client_id = $1) order by id`,
      [clientId],
    );
    expect(lost.map(({ event }) => event)).toEqual([
      'messages.messages_sent.v1',
      'messages.mentions_written.v1',
    ]);

    // Who asks again, with the same id, gets what was stored.
    for (const url of [world.url, other.url]) {
      const again = await ask<Message>(url, 'POST', path, body, alice.access);
      expect([again.status, again.body.seq]).toEqual([200, before + 1]);
    }
    expect(await stored()).toHaveLength(1);
    // Who comes back has it, though nobody was told.
    await away.start({ me: cleo.me });
    await eventually(() => expect(seqsOf(away)).toContain(before + 1));
    // The next message shows the gap to who stayed.
    const after = await sendSeen('after');
    const all = Array.from({ length: after - before + 1 }, (_, index) => before + index);
    for (const client of [connected, away]) expect(seqsOf(client).slice(-all.length)).toEqual(all);
    expect(told).not.toContain(before + 1);

    // Its events still wait, for nobody has published them. The copy that is left does.
    for (const { id } of lost) expect(published).not.toContain(id);
    await commit.letRelays();
    for (const { id, event } of lost) {
      await eventually(() => expect(published).toContain(id));
      await eventually(async () => expect(await takersOf(world, id)).toEqual(queuesOf(event)));
    }
    const mentions = async () => {
      const { notifications } = await ben.get<NotificationPage>('/api/notifications');
      return notifications.filter(({ kind }) => kind === 'mention').map(({ details }) => details);
    };
    await eventually(async () => expect(await mentions()).toHaveLength(1));
    expect(await mentions()).toMatchObject([{ chatId, seq: before + 1 }]);
    await eventually(async () => {
      const { hits } = await connected.rest.search({ q: 'gangway' });
      expect(hits.map(({ message }) => message.seq)).toEqual([before + 1]);
    });
  });
}

async function connect(world: SplitWorld, user: TestUser, stack: AsyncDisposableStack): Promise<Client> {
  const client = createClient({
    baseUrl: world.url,
    session: { onTokens: () => undefined },
    outboxStore: memoryOutboxStore(),
    timing: { reconnectMinMs: 50, reconnectMaxMs: 500 },
  });
  const me = await client.rest.signIn({ username: user.username, password: testPassword });
  await client.start({ me });
  stack.defer(() => client.stop());
  await eventually(() => expect(client.connection.status).toBe('online'));
  return client;
}

/** Ids of all events that RabbitMQ is given from now on. */
async function tapEvents(world: SplitWorld, stack: AsyncDisposableStack): Promise<string[]> {
  const ids: string[] = [];
  const connection = await amqp.connect(world.rabbit.url, { timeout: 10_000 });
  connection.on('error', () => undefined);
  stack.defer(() => connection.close());
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, 'bridges.events', '#');
  await channel.consume(queue, (message) => void ids.push(String(message?.properties.messageId)), {
    noAck: true,
  });
  return ids;
}

const queuesOf = (event: unknown): string[] =>
  eventQueues
    .filter((one) => one.event === event)
    .map(({ queue }) => queue)
    .toSorted();

/** The consumers that have taken an event: each notes it once, in the transaction in which it does. */
async function takersOf({ databases }: SplitWorld, eventId: unknown): Promise<string[]> {
  const takers: string[] = [];
  for (const connectionString of Object.values(databases)) {
    const client = new pg.Client(connectionString);
    await client.connect();
    try {
      const { rows } = await client.query('select consumer from inbox where event_id = $1', [eventId]);
      takers.push(...rows.map(({ consumer }) => String(consumer)));
    } finally {
      await client.end();
    }
  }
  return takers.toSorted();
}
