import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Chat, Group } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { query } from './chat-tools.ts';
import { indexed, search } from './search-tools.ts';

/**
 * What people look for in a corpus of chats, and what they must find among the first hits. The score is the share of
 * what must be found that is; it may only rise: a change that finds more raises it here.
 */
const committedScore = 1;

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
const queries = linesOf('queries.txt').map((line) => {
  const cut = line.lastIndexOf(' | ');
  return {
    asked: line.slice(0, cut).trim(),
    wanted: line
      .slice(cut + 3)
      .split(' ')
      .filter((id) => id !== ''),
  };
});

let platform: TestPlatform;
let reader: TestUser;
const senders = new Map<string, TestUser>();
const ids = new Map<string, string>();

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
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
    const lines = corpus.filter((line) => line.chat === title);
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

test(`finds what is looked for: ${queries.length} queries`, async () => {
  expect(queries.length).toBeGreaterThanOrEqual(200);
  const misses: string[] = [];
  let found = 0;
  const judge = async ({ asked, wanted }: (typeof queries)[number]) => {
    const limit = Math.max(5, wanted.length * 2);
    const { hits } = await search(reader, { q: withIds(asked), limit: String(limit) });
    const got = hits.map(({ chatId, seq }) => ids.get(`${chatId}:${seq}`) ?? '');
    const missing = wanted.filter((id) => !got.includes(id));
    // What must find nothing is right when it does.
    const part = wanted.length === 0 ? Number(hits.length === 0) : 1 - missing.length / wanted.length;
    found += part;
    if (part < 1)
      misses.push(`${asked}: wanted ${wanted.join(' ') || 'nothing'}, got ${got.join(' ') || 'nothing'}`);
  };
  for (let at = 0; at < queries.length; at += 8) await Promise.all(queries.slice(at, at + 8).map(judge));
  const score = Math.round((found / queries.length) * 10_000) / 10_000;
  expect(score, `below the committed score:\n${misses.join('\n')}`).toBeGreaterThanOrEqual(committedScore);
  expect(score, 'it rose: raise the committed score').toBeLessThan(committedScore + 0.004);
}, 120_000);
