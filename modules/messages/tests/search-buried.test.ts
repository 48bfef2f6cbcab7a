import { randomUUID } from 'node:crypto';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readMessagesConfig } from '../src/config.ts';
import { cast, query } from './chat-tools.ts';
import { termsOf } from '../src/search/term.ts';
import { searchMessages } from '../src/selectors/search-messages.ts';
import type { SearchPosition } from '../src/selectors/search-messages.ts';
import { SearchTextCache } from '../src/selectors/search-text-cache.ts';
import { SearchTime } from '../src/selectors/search-time.ts';
import { allHits, indexed, search, textsOf, trySearch, withDb } from './search-tools.ts';

/** As operators have it, who set nothing. */
const limitMs = readMessagesConfig({}).MESSAGES_SEARCH_TIMEOUT_MS;

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    hasSearchIndex: true,
    env: { MESSAGES_SEARCH_TIMEOUT_MS: String(limitMs) },
  });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  const direct = await bob.openDirect(alice);
  await bob.post(direct.id, 'наш крокодилозавр');
  await buryUnder(2900);
  await indexed(platform);
}, 240_000);
afterAll(() => platform?.stop());

/** The same in every run. */
function noises(count: number): string[] {
  const signs = 'абвгдежзийклмнопрстуфхцчшщъыьэюя    ';
  let state = 1;
  const next = (below: number) => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1) % below;
  return Array.from({ length: count }, () =>
    Array.from({ length: 4000 }, () => signs[next(signs.length)]).join(''),
  );
}

/** Newer messages of another chat, as long as they may be and of all letters, so that the index tells nothing of them. */
async function buryUnder(count: number): Promise<void> {
  const chatId = randomUUID();
  await query(
    platform,
    `insert into chats (id, kind, title, created_at, last_activity_at, last_seq)
     values ($1, 'group', 'Noise', now(), now(), $2)`,
    [chatId, count],
  );
  await query(
    platform,
    `insert into chat_members (chat_id, user_id, role, joined_at) values ($1, $2, 'member', now())`,
    [chatId, alice.id],
  );
  await query(
    platform,
    `insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at)
     select $1, seq, gen_random_uuid(), 'text', ($3::text[])[1 + seq % 100], gen_random_uuid(), 0,
       now() + seq * interval '1 ms'
     from generate_series(1, $2::int) seq`,
    [chatId, count, noises(100)],
  );
  await query(platform, 'insert into message_search_queue (chat_ids, block_no) values ($1::uuid[], null)', [
    [chatId],
  ]);
}

it('what lies under messages of which the index tells nothing is found all the same, by pages', async () => {
  const first = await search(alice, 'крокодилозавр');
  // Else it would show nothing of what follows.
  expect([first.hits.length, first.isPartial]).toEqual([0, true]);
  expect(first.nextCursor).not.toBeNull();
  for (const sort of ['relevance', 'newest']) {
    const hits = await allHits(alice, { q: 'крокодилозавр', sort });
    expect(textsOf({ hits }), sort).toEqual(['наш крокодилозавр']);
  }
  // Of those of one sender nothing else is read.
  const { hits } = await search(alice, { q: 'крокодилозавр', from: bob.id });
  expect(textsOf({ hits })).toEqual(['наш крокодилозавр']);
}, 120_000);

it('stopped at any look at the clock, it goes on from there, and loses and repeats nothing', async () => {
  const direct = await bob.openDirect(alice);
  for (const text of ['птеробот раз', 'птеробота два', 'птеробот три', 'о птероботах', 'птеробот пять'])
    await bob.post(direct.id, text);
  await indexed(platform);
  const wanted = ['птеробот пять', 'птеробот три', 'птеробот раз', 'о птероботах', 'птеробота два'];
  const terms = termsOf(['птеробот'], []);
  const texts = new SearchTextCache(0);
  await withDb(platform, async (db) => {
    const pageOf = (from: SearchPosition | undefined, looks: number) => {
      let left = looks;
      const time = new SearchTime(Infinity, { giveTurn: async () => {}, isGone: () => left-- <= 0 });
      const filters = { has: [], isPinned: false };
      return searchMessages(db, alice.id, { terms, filters, sort: 'relevance', limit: 2, from, time, texts });
    };
    for (let looks = 0; looks <= 12; looks++) {
      const shown: string[] = [];
      let from: SearchPosition | undefined;
      for (let patience = looks; ;) {
        const { hits, next, isPartial } = await pageOf(from, patience);
        // Without a word of where to go on it is asked the same with more time.
        if (isPartial && next === null) patience++;
        else {
          shown.push(...hits.map(({ message }) => message.text));
          patience = looks;
          if (next === null) break;
          from = next;
        }
      }
      expect(shown, `${looks} looks`).toEqual(wanted);
    }
  });
}, 120_000);

it('who asks for many at once waits for herself, not others for her', async () => {
  const done: string[] = [];
  const greedy = Array.from({ length: 30 }, async () => {
    const { status } = await trySearch(alice, { q: 'криводил закревозавр обаятелный', limit: '100' });
    expect([200, 503]).toContain(status);
    done.push('alice');
  });
  await trySearch(bob, { q: 'крокодилозавр' });
  done.push('bob');
  await Promise.all(greedy);
  // Some of hers were answered before his was heard of.
  expect(done.indexOf('bob')).toBeLessThan(15);
}, 120_000);
