import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Chat, Group, GroupPage, UserPage } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { query } from './chat-tools.ts';
import { makeNames } from './golden-names.ts';
import { indexed, search, withoutIndexing } from './search-tools.ts';

/**
 * What people look for in a corpus of chats, and what they must find among the first hits. The score is the share of
 * what must be found that is; it may only rise: a change that finds more raises it here.
 */
const committedScore = 1;
const committedNamesScore = 1;

interface CorpusLine {
  id: string;
  chat: string;
  who: string;
  day: string;
  text: string;
  files: string[];
}

const linesOf = (name: string) =>
  readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

const corpus = linesOf('corpus.txt').map((line): CorpusLine => {
  const [id = '', chat = '', who = '', day = '', text = '', files = ''] = line.split('|');
  return { id, chat, who, day, text, files: files === '' ? [] : files.split(',') };
});
const queriesOf = (name: string) =>
  linesOf(name).map((line) => {
    const [asked = '', wanted = ''] = line.split(/ \|(?= |$)/);
    return { asked: asked.trim(), wanted: wanted.split(' ').filter((id) => id !== '') };
  });
type Query = ReturnType<typeof queriesOf>[number];
const queries = queriesOf('queries.txt');

let platform: TestPlatform;
let reader: TestUser;
const senders = new Map<string, TestUser>();
const ids = new Map<string, string>();

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    hasSearchIndex: true,
    env: { MESSAGES_SEARCH_TIMEOUT_MS: '60000' },
  });
  reader = await platform.user('reader');
  const names = [...new Set(corpus.map(({ who }) => who))].filter((who) => who !== 'me');
  for (const name of names) senders.set(name, await platform.user(name));
  const chats = new Map<string, string>([['saved', (await reader.openDirect(reader)).id]]);
  for (const title of new Set(corpus.map(({ chat }) => chat))) {
    if (chats.has(title)) continue;
    const { body } = await reader.ask<Group>('POST', '/api/groups', { title, memberIds: [] });
    chats.set(title, body.chatId);
  }
  await write(chats);
  await indexed(platform);
}, 60_000);
afterAll(() => platform?.stop());

/** Into the table, because no door lets anybody write in the past; indexed as if it had been sent. */
async function write(chats: ReadonlyMap<string, string>): Promise<void> {
  for (const [title, chatId] of chats) {
    const chat = await reader.get<Chat>(`/api/chats/${chatId}`);
    // Within a chat time never goes back: that it was made came first.
    await query(platform, "update messages set created_at = '2020-01-01' where chat_id = $1", [chatId]);
    const lines = corpus
      .filter((line) => line.chat === title)
      .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
    const rows = lines.map(({ id, who, day, text, files }, at) => {
      const seq = chat.lastSeq + 1 + at;
      ids.set(`${chatId}:${seq}`, id);
      return {
        seq,
        sender_id: who === 'me' ? reader.id : senders.get(who)?.id,
        body: text,
        client_id: randomUUID(),
        created_at: new Date(Date.parse(`${day}T10:00:00Z`) + at * 1000).toISOString(),
        content: files.length === 0 ? null : { attachments: files.map(attachment) },
      };
    });
    await query(
      platform,
      `insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at, content)
       select $1, seq, sender_id, 'text', body, client_id, 0, created_at, nullif(content, 'null') from json_to_recordset($2)
         as new (seq bigint, sender_id uuid, body text, client_id uuid, created_at timestamptz, content jsonb)`,
      [chatId, JSON.stringify(rows)],
    );
    await query(platform, 'update chats set last_seq = last_seq + $2 where id = $1', [chatId, rows.length]);
    await reader.post(chatId, '·');
  }
}

function attachment(name: string) {
  const kinds: Record<string, string> = {
    jpg: 'image',
    png: 'image',
    mp4: 'video',
    mp3: 'audio',
    ogg: 'voice',
  };
  return {
    fileId: randomUUID(),
    kind: kinds[name.split('.').at(-1) ?? ''] ?? 'file',
    name,
    size: 1000,
    type: 'application/octet-stream',
    width: null,
    height: null,
    durationMs: null,
    waveform: null,
    blur: null,
    hasThumbnail: false,
  };
}

const withIds = (asked: string) =>
  asked.replace(
    /(from|от):(\S+)/,
    (_, name: string, who: string) => `${name}:${senders.get(who)?.username ?? who}`,
  );

/** The share of what must be found among the first that is; what must find nothing is right when it does. */
async function scoreOf(
  asked: readonly Query[],
  ask: (query: Query) => Promise<string[]>,
): Promise<{ score: number; misses: string }> {
  const misses: string[] = [];
  let found = 0;
  const judge = async (query: Query) => {
    const { wanted } = query;
    const got = await ask(query);
    const missing = wanted.filter((id) => !got.includes(id));
    const part = wanted.length === 0 ? Number(got.length === 0) : 1 - missing.length / wanted.length;
    found += part;
    if (part < 1)
      misses.push(
        `${query.asked}: wanted ${wanted.join(' ') || 'nothing'}, got ${got.join(' ') || 'nothing'}`,
      );
  };
  for (let at = 0; at < asked.length; at += 8) await Promise.all(asked.slice(at, at + 8).map(judge));
  return { score: Math.round((found / asked.length) * 10_000) / 10_000, misses: misses.join('\n') };
}

/** The score of all queries, and what they miss. */
async function scoreOfMessages(): Promise<{ score: number; misses: string }> {
  return scoreOf(queries, async ({ asked, wanted }) => {
    const limit = Math.max(5, wanted.length * 2);
    const { hits } = await search(reader, { q: withIds(asked), limit: String(limit) });
    return hits.map(({ chatId, seq }) => ids.get(`${chatId}:${seq}`) ?? '');
  });
}

test(`finds what is looked for: ${queries.length} queries`, async () => {
  expect(queries.length).toBeGreaterThanOrEqual(200);
  const { score, misses } = await scoreOfMessages();
  expect(score, `below the committed score:\n${misses}`).toBeGreaterThanOrEqual(committedScore);
  expect(score, 'it rose: raise the committed score').toBeLessThan(committedScore + 0.004);
}, 120_000);

test('finds the same of what the index has not come to', async () => {
  await withoutIndexing(platform, async () => {
    await query(platform, 'delete from message_search', []);
    // As when it was sent.
    await query(
      platform,
      `insert into message_search_queue (chat_ids, queued_at)
         select array_agg(id), now() - interval '1 hour' from chats`,
      [],
    );
    const { score, misses } = await scoreOfMessages();
    expect(score, `below the committed score:\n${misses}`).toBeGreaterThanOrEqual(committedScore);
  });
  await indexed(platform);
}, 120_000);

const nameQueries = queriesOf('name-queries.txt');

test(`finds people and groups by their names: ${nameQueries.length} queries`, async () => {
  expect(nameQueries.length).toBeGreaterThanOrEqual(60);
  const seeker = await platform.user('seeker');
  const names = await makeNames(platform, seeker, linesOf('names.txt'));
  const { score, misses } = await scoreOf(nameQueries, async ({ asked, wanted }) => {
    const query = new URLSearchParams({ search: asked, limit: '20' });
    const [{ users }, { groups }] = await Promise.all([
      seeker.get<UserPage>(`/api/users?${query}`),
      seeker.get<GroupPage>(`/api/groups?${query}`),
    ]);
    // Those that other tests made don't count; nor what comes after the first.
    const known = (found: string[]) =>
      found.flatMap((id) => names.get(id) ?? []).slice(0, Math.max(2, wanted.length));
    return [...known(users.map(({ id }) => id)), ...known(groups.map(({ chatId }) => chatId))];
  });
  expect(score, `below the committed score:\n${misses}`).toBeGreaterThanOrEqual(committedNamesScore);
  expect(score, 'it rose: raise the committed score').toBeLessThan(committedNamesScore + 0.004);
}, 120_000);
