import { randomUUID } from 'node:crypto';
import { checkHistory, HistoryRecorder } from '@bridges/dev-env/checks';
import { ServerProcess } from '@bridges/dev-env/server-process';
import { TestUser } from '@bridges/dev-env/test-user';
import { createClient, memoryOutboxStore } from '@bridges/sdk';
import type { ChatPage, Message, MessagePage } from '@bridges/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordClient } from '../scenarios/recorded-client.ts';
import type { RecordedClient } from '../scenarios/recorded-client.ts';
import { join } from '../scenarios/sdk-client.ts';
import { until } from '../scenarios/until.ts';

const kills = 3;
/** Between two kills, so that each finds sends under way. */
const sendsBetween = 200;
/** What one client keeps under way in each chat. */
const underWay = 4;

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.start();
});
afterAll(() => server?.[Symbol.asyncDispose]());

test(
  'killed three times under load: nothing lost, doubled, out of order or missing for anyone',
  { timeout: 240_000 },
  async () => {
    const recorder = new HistoryRecorder();
    const acknowledged = () => recorder.entries.filter(({ kind }) => kind === 'acknowledged').length;
    const people = await Promise.all(['alice', 'bob', 'carol'].map((name) => join(server.url, name)));
    const erin = await TestUser.register(server.url, 'erin');
    const clients: RecordedClient[] = people.map(({ id, client }, index) =>
      recordClient(recorder, `client ${index}`, { user: id, client }),
    );
    const chatIds = await Promise.all(
      ['One', 'Two'].map(async (title) => {
        const memberIds = [...people.map(({ id }) => id), erin.id];
        const group = await erin.ask<{ chatId: string }>('POST', '/api/groups', { title, memberIds });
        return group.body.chatId;
      }),
    );
    await until(
      () => people.every(({ client }) => chatIds.every((chatId) => client.getState().chats[chatId])),
      'the groups',
    );

    let isWriting = true;
    const writers = [...clients.map((client) => write(client)), writeByRest(chatIds[0] ?? '')];

    /** As a person with quick fingers, whether there is a connection or not. */
    async function write(who: RecordedClient): Promise<void> {
      for (let count = 0; isWriting; count++) {
        for (const chatId of chatIds) {
          if (who.client.connection.status === 'stopped') return;
          if (who.waiting() < underWay * chatIds.length) who.send(chatId, `${who.name} ${count} Привет`);
          if (count % 10 === 0)
            who.client.markRead(chatId, who.client.getState().chats[chatId]?.chat.lastSeq ?? 0);
        }
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    }

    /** As a bot: each post is repeated with its client id until its outcome is known. */
    async function writeByRest(chatId: string): Promise<void> {
      const client = 'bot';
      for (let count = 0; isWriting; count++) {
        const [clientId, text] = [randomUUID(), `bot ${count}`];
        recorder.add({ kind: 'asked', client, user: erin.id, chatId, clientId, text });
        await until(
          async () => {
            const answer = await erin
              .ask<Message>('POST', `/api/chats/${chatId}/messages`, { text, clientId })
              .catch(() => undefined);
            if (answer === undefined || answer.status >= 500) {
              recorder.add({ kind: 'disturbed', client });
              return false;
            }
            expect([200, 201]).toContain(answer.status);
            recorder.add({ kind: 'acknowledged', client, user: erin.id, clientId, seq: answer.body.seq });
            return true;
          },
          'the outcome of a post',
          () => text,
          60_000,
        );
        const askedAt = recorder.entries.length;
        const page = await erin.get<MessagePage>(`/api/chats/${chatId}/messages`).catch(() => undefined);
        if (!page) continue;
        const seqs = page.messages.map(({ seq }) => seq);
        const after = (seqs[0] ?? 1) - 1;
        recorder.add({ kind: 'page', client, user: erin.id, chatId, after, seqs, askedAt });
      }
    }

    for (let kill = 1; kill <= kills; kill++) {
      const goal = acknowledged() + sendsBetween;
      await until(
        () => acknowledged() >= goal,
        `${goal} sends`,
        () => String(acknowledged()),
        60_000,
      );
      await server.end('SIGKILL');
      await until(() => people.every(({ client }) => client.connection.status !== 'online'), 'the fault');
      await server.run();
      const isBack = () => people.every(({ client }) => client.connection.status === 'online');
      await until(isBack, 'all clients back', undefined, 30_000);
    }
    const goal = acknowledged() + sendsBetween;
    await until(
      () => acknowledged() >= goal,
      `${goal} sends`,
      () => String(acknowledged()),
      60_000,
    );
    isWriting = false;
    await Promise.all(writers);

    // Written while the server is away, and the page closed before it is back.
    await server.end('SIGKILL');
    const dan = await writeAndReload();
    await server.run();
    clients.push(dan.start());
    await until(() => clients.every((who) => who.waiting() === 0), 'empty outboxes', undefined, 60_000);

    for (const chatId of chatIds) {
      const messages = await wholeHistory(chatId);
      const lastSeq = (await erin.get<{ lastSeq: number }>(`/api/chats/${chatId}`)).lastSeq;
      const isLevel = ({ client }: RecordedClient) => {
        const held = client.getState().chats[chatId];
        return held?.missingAfter === null && held.chat.lastSeq === lastSeq;
      };
      await until(() => clients.every(isLevel), 'everybody to have everything', undefined, 60_000);
      recorder.add({ kind: 'final', chatId, lastSeq, messages });
    }
    const { chats } = await erin.get<ChatPage>('/api/chats');
    for (const { id, lastSeq, readSeq, unreadCount } of chats)
      recorder.add({ kind: 'counters', user: erin.id, chatId: id, lastSeq, readSeq, unreadCount });

    const verdict = checkHistory(recorder.entries, { isFaultRun: true, minAcknowledged: 500 });
    expect(verdict.violations.slice(0, 20)).toEqual([]);
    expect(verdict.outcome).toBe('passed');
    await Promise.all(clients.map(({ client }) => client.stop()));

    /** Carol's page is closed with messages in its outbox, and opened again. */
    async function writeAndReload(): Promise<{ start: () => RecordedClient }> {
      const carol = clients.pop();
      const person = people[2];
      if (!carol || !person) throw new Error('no carol');
      const outboxStore = memoryOutboxStore();
      const client = createClient({
        baseUrl: server.url,
        session: { tokens: person.tokens },
        outboxStore,
        timing: { reconnectMinMs: 50, reconnectMaxMs: 500 },
      });
      await carol.client.stop();
      const me = carol.client.getState().me;
      if (!me) throw new Error('carol is nobody');
      const waiting = new Set<string>();
      for (const [count, chatId] of [...chatIds, ...chatIds].entries()) {
        const [clientId, text] = [randomUUID(), `offline ${count}`];
        const entry = { clientId, userId: me.id, chatId, text, createdAt: Date.now() + count };
        await outboxStore.put({ ...entry, status: 'pending', code: null, seq: null });
        recorder.add({ kind: 'asked', client: 'carol again', user: me.id, chatId, clientId, text });
        waiting.add(clientId);
      }
      return {
        start() {
          const recorded = recordClient(recorder, 'carol again', { user: me.id, client, waiting });
          void client.start({ me });
          return recorded;
        },
      };
    }

    async function wholeHistory(chatId: string): Promise<Message[]> {
      const messages: Message[] = [];
      for (;;) {
        const after = messages.at(-1)?.seq ?? 0;
        const page = await erin.get<MessagePage>(`/api/chats/${chatId}/messages?after=${after}&limit=100`);
        messages.push(...page.messages);
        if (!page.hasAfter) return messages;
      }
    }
  },
);
