import { randomUUID } from 'node:crypto';
import type { Chat, ChatPage, Message, MessagePage } from '@bridges/contracts';
import { MessagesService } from '@bridges/contracts/proto';
import type { Answer, TestPlatform, TestUser } from '@bridges/dev-env';
import pg from 'pg';
import { expect, vi } from 'vitest';

/** Registers one user for each name. */
export const cast = <Names extends string[]>(platform: TestPlatform, ...names: Names) =>
  Promise.all(names.map((name) => platform.user(name))) as Promise<{ [_ in keyof Names]: TestUser }>;

/** The same person at the address that the platform has after a restart. */
export function movedTo(platform: TestPlatform, user: TestUser): TestUser {
  return Object.assign(Object.create(Object.getPrototypeOf(user)) as TestUser, user, { url: platform.url });
}

export const trySend = (user: TestUser, chatId: string, body: unknown): Promise<Answer<Message>> =>
  user.ask<Message>('POST', `/api/chats/${chatId}/messages`, body);

export const page = (user: TestUser, chatId: string, query = ''): Promise<MessagePage> =>
  user.get<MessagePage>(`/api/chats/${chatId}/messages${query}`);

export const chatOf = (user: TestUser, chatId: string): Promise<Chat> =>
  user.get<Chat>(`/api/chats/${chatId}`);

/** The whole history, as a reader pages through it forward. */
export async function history(user: TestUser, chatId: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (let hasAfter = true; hasAfter;) {
    const next = await page(user, chatId, `?after=${messages.at(-1)?.seq ?? 0}&limit=100`);
    messages.push(...next.messages);
    hasAfter = next.hasAfter;
  }
  return messages;
}

/** All chats, page by page. */
export async function allChats(user: TestUser, limit: number): Promise<Chat[]> {
  const chats: Chat[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: ChatPage = await user.get(`/api/chats?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    chats.push(...next.chats);
    cursor = next.nextCursor;
  }
  return chats;
}

/** Posts many, a few at a time, so that their order is the order of the texts. */
export async function postMany(user: TestUser, chatId: string, count: number): Promise<void> {
  for (let at = 1; at <= count; at++) await user.post(chatId, `message ${at}`);
}

/** A group as messages knows it: changes come as the groups module would send them. */
export class TestGroup {
  readonly chatId = randomUUID();
  version = 0;
  readonly #platform: TestPlatform;

  private constructor(platform: TestPlatform) {
    this.#platform = platform;
  }

  static async of(platform: TestPlatform, ...members: { id: string }[]): Promise<TestGroup> {
    const group = new TestGroup(platform);
    await group.change(Object.fromEntries(members.map(({ id }, at) => [id, at === 0 ? 'owner' : 'member'])));
    return group;
  }

  /** Roles by user id; an empty one removes. */
  change(roles: Record<string, string>, version = ++this.version) {
    return this.#platform.rpc.client(MessagesService).applyMembership({
      change: {
        chatId: this.chatId,
        version,
        group: { title: 'Team', handle: '', isPublic: false },
        changes: Object.entries(roles).map(([userId, role]) => ({ userId, role })),
        actorId: randomUUID(),
      },
    });
  }

  remove(user: { id: string }) {
    return this.change({ [user.id]: '' });
  }
}

/** Looks behind the doors, or prepares what no door does. */
export async function query<Row extends pg.QueryResultRow>(
  platform: TestPlatform,
  text: string,
  values: unknown[] = [],
  module: 'accounts' | 'messages' | 'files' = 'messages',
): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: platform.databaseUrl(module),
    application_name: 'test',
  });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Begins a transaction in the database of messages, as another process would; the returned function commits it. */
export async function hold(platform: TestPlatform, ...statements: string[]): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: platform.databaseUrl('messages') });
  await client.connect();
  await client.query(['begin', ...statements].join(';'));
  return async () => {
    await client.query('commit');
    await client.end();
  };
}

/** Resolves when so many wait for a lock in the database of messages. */
export async function blocked(platform: TestPlatform, count = 1): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await vi.waitFor(
    async () => expect((await query(platform, waiting)).length).toBeGreaterThanOrEqual(count),
    { timeout: 40_000, interval: 10 },
  );
}

export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

export const seqsOf = (messages: readonly { seq: number }[]): number[] => messages.map(({ seq }) => seq);
