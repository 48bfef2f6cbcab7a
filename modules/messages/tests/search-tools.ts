import type { SearchHit, SearchPage } from '@bridges/contracts';
import { MessagesSentSchema } from '@bridges/contracts/proto';
import type { Answer, TestPlatform, TestUser } from '@bridges/dev-env';
import { createDatabase, createLogger, createPool, encodeProto } from '@bridges/kit';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { expect, vi } from 'vitest';
import type { Database } from '../src/tables/database.ts';
import { query } from './chat-tools.ts';

export type SearchAsked = Record<string, string>;

export const trySearch = (user: TestUser, asked: SearchAsked): Promise<Answer<SearchPage>> =>
  user.ask<SearchPage>('GET', `/api/search?${new URLSearchParams(asked).toString()}`);

export async function search(user: TestUser, asked: SearchAsked | string): Promise<SearchPage> {
  const answer = await trySearch(user, typeof asked === 'string' ? { q: asked } : asked);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

export const textsOf = ({ hits }: Pick<SearchPage, 'hits'>): string[] =>
  hits.map(({ message }) => message.text);

export const found = async (user: TestUser, asked: SearchAsked | string): Promise<string[]> =>
  textsOf(await search(user, asked));

/** All pages, one after the other. */
export async function allHits(user: TestUser, asked: SearchAsked): Promise<SearchHit[]> {
  const hits: SearchHit[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: SearchPage = await search(user, { ...asked, ...(cursor ? { cursor } : {}) });
    hits.push(...page.hits);
    cursor = page.nextCursor;
  }
  return hits;
}

/** Resolves when everything that was sent and changed is in the index, however busy the machine is. */
export async function indexed(platform: TestPlatform): Promise<void> {
  await platform.settled();
  await vi.waitFor(
    async () => {
      const [row] = await query<{ waits: boolean }>(
        platform,
        `select exists (select from message_search_queue)
          or exists (select from message_search_rebuild where finished_at is null) as waits`,
      );
      expect(row?.waits).toBe(false);
    },
    { timeout: 150_000, interval: 10 },
  );
}

/** While the index is written by nobody. */
export async function withoutIndexing<Result>(
  platform: TestPlatform,
  use: () => Promise<Result>,
): Promise<Result> {
  return withDb(platform, (db) =>
    db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(7271, 2)`.execute(trx);
      return use();
    }),
  );
}

/** What tells that these were sent. */
export const payloadOf = (sender: TestUser, chatId: string, texts: readonly string[], first = 1) =>
  Buffer.from(
    encodeProto(MessagesSentSchema, {
      messages: texts.map((text, at) => ({
        ...{ chatId, seq: first + at, senderId: sender.id, kind: 'text', text, createdAtMs: Date.now() },
      })),
    }),
  );

/** What the highlights mark. */
export const marked = ({ message, highlights }: SearchHit): string[] =>
  highlights.map(({ start, end }) => message.text.slice(start, end));

/** What works behind the doors, on the same database. */
export async function withDb<Result>(
  platform: TestPlatform,
  use: (db: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  const log = createLogger({ level: 'error' });
  const db = createDatabase<Database>(
    createPool(platform.databaseUrl('messages'), { applicationName: 'test', log }),
  );
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}
