import type { SearchHit } from '@bridges/contracts';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createBlockBuilder } from '../src/search/block-build.ts';
import { termsOf } from '../src/search/term.ts';
import { searchMessages } from '../src/selectors/search-messages.ts';
import type { SearchPosition } from '../src/selectors/search-messages.ts';
import { SearchTextCache } from '../src/selectors/search-text-cache.ts';
import { SearchTime } from '../src/selectors/search-time.ts';
import { RecentMessages } from '../src/services/recent-messages.ts';
import { searchIndexAdvance } from '../src/services/search-index-advance.ts';
import { searchQueueAdd } from '../src/services/search-queue.ts';
import { edit, remove } from './act-tools.ts';
import { cast, query } from './chat-tools.ts';
import { found, search, textsOf, trySearch, withDb } from './search-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

// Nothing is indexed but what the tests index.
beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { MESSAGES_SEARCH_INDEX: 'off', MESSAGES_SEARCH_TIMEOUT_MS: '60000' },
  });
});
afterAll(() => platform?.stop());

beforeEach(async () => {
  await query(platform, 'delete from message_search_queue', []);
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
});

/** What an event of messages does. */
const noted = (...chatIds: string[]) =>
  withDb(platform, (db) => db.transaction().execute((trx) => searchQueueAdd(trx, chatIds)));

const index = () =>
  withDb(platform, async (db) => {
    const work = { builder: createBlockBuilder(), recent: new RecentMessages() };
    while ((await searchIndexAdvance(db, work)).left === 'more');
  });

/** Long after the last message. */
const pass = () =>
  query(platform, "update chats set last_activity_at = now() - interval '1 day' where id = $1", [chatId]);

/** Messages as if they had been sent, each a second after the one before. */
const fill = (text: string, count: number) =>
  query(
    platform,
    `with chat as (update chats set last_seq = last_seq + $4 where id = $1 returning last_seq - $4 as before)
     insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at)
     select $1, chat.before + n, $2, 'text', $3 || ' ' || n, gen_random_uuid(), 0, now() - interval '1 day' + (chat.before + n) * interval '1 second'
     from chat, generate_series(1, $4) n`,
    [chatId, bob.id, text, count],
  );

describe('what the index has not come to', () => {
  it('is found as soon as it is sent, in every way, and no longer when it is gone', async () => {
    const { seq } = await bob.post(chatId, 'Договорились о встрече в четверг');
    await bob.post(chatId, 'смотри https://example.org/plan');
    for (const q of [
      'договорились',
      'договоримся',
      'овори',
      'догаворились',
      'ljujdjhbkbcm',
      '"о встрече в четв"',
    ])
      expect(await found(alice, q), q).toEqual(['Договорились о встрече в четверг']);
    expect(await found(alice, `from:${bob.username} has:link`)).toEqual(['смотри https://example.org/plan']);
    expect(await found(alice, `from:${alice.username} встрече`)).toEqual([]);
    expect(await found(alice, { q: 'встреча', before: '2020-01-01' })).toEqual([]);
    expect((await search(alice, { q: 'встреча', total: 'true' })).total).toEqual({ count: 1, isExact: true });
    await edit(bob, chatId, seq, 'Договорились о созвоне');
    expect([await found(alice, 'встрече'), await found(alice, 'созвон')]).toEqual([
      [],
      ['Договорились о созвоне'],
    ]);
    await remove(bob, chatId, [seq], 'everyone');
    expect(await found(alice, 'созвон')).toEqual([]);
  });

  it('is found later, too, as long as it is in the queue', async () => {
    await bob.post(chatId, 'забытое слово');
    await pass();
    expect(await found(alice, 'забытое')).toEqual([]);
    await noted(chatId);
    await query(platform, "update message_search_queue set queued_at = now() - interval '1 day'", []);
    expect(await found(alice, 'забытое')).toEqual(['забытое слово']);
    await index();
    expect(await query(platform, 'select id from message_search_queue', [])).toEqual([]);
    expect(await found(alice, 'забытое')).toEqual(['забытое слово']);
    // Half of a block is in the index, and half is not.
    await bob.post(chatId, 'ещё слово');
    expect(await found(alice, 'слово')).toEqual(['ещё слово', 'забытое слово']);
  });

  it("is nobody's but theirs who may read it", async () => {
    const carol = await platform.user('carol');
    const { seq } = await bob.post(chatId, 'тайна за семью печатями');
    await bob.post(chatId, 'и ещё одна тайна');
    expect(await found(carol, 'тайна')).toEqual([]);
    expect((await trySearch(carol, { q: 'тайна', in: chatId })).status).toBe(404);
    await query(platform, 'update chat_members set first_seq = $3 where chat_id = $1 and user_id = $2', [
      chatId,
      alice.id,
      seq + 1,
    ]);
    expect(await found(alice, 'тайна')).toEqual(['и ещё одна тайна']);
    await remove(alice, chatId, [seq + 1], 'me');
    expect([await found(alice, 'тайна'), await found(bob, 'тайна')]).toEqual([
      [],
      ['и ещё одна тайна', 'тайна за семью печатями'],
    ]);
    await bob.post(chatId, 'третья тайна');
    await alice.ask('POST', '/api/blocks', { userId: bob.id });
    expect(await found(alice, 'тайна')).toEqual([]);
  });

  it('neither repeats nor hides anything when the index comes to it between two pages', async () => {
    await fill('морковка', 300);
    await noted(chatId);
    await index();
    await fill('морковка', 300);
    await noted(chatId);
    const hits: SearchHit[] = [];
    let pages = 0;
    for (let cursor: string | null = ''; cursor !== null; pages++) {
      if (pages === 3) await index();
      const page = await search(alice, { q: 'морковка', limit: '40', ...(cursor ? { cursor } : {}) });
      hits.push(...page.hits);
      cursor = page.nextCursor;
    }
    const seqs = hits.map(({ seq }) => seq);
    expect([seqs.length, new Set(seqs).size]).toEqual([600, 600]);
  });

  it('is found once when the index comes to it during a search', async () => {
    await fill('морковка', 3);
    await noted(chatId);
    let isIndexed = false;
    const giveTurn = async () => {
      if (!isIndexed) await index();
      isIndexed = true;
    };
    await withDb(platform, async (db) => {
      const { hits } = await searchMessages(db, alice.id, {
        // Only near misses, for which blocks are asked for once more.
        terms: termsOf(['марковка'], []),
        ...{ filters: { has: [], isPinned: false }, sort: 'relevance', limit: 10 },
        ...{ time: new SearchTime(60_000, { giveTurn, isGone: () => false }), texts: new SearchTextCache(0) },
      });
      expect([isIndexed, textsOf({ hits })]).toEqual([true, ['морковка 3', 'морковка 2', 'морковка 1']]);
    });
  });

  it('is found from where a search was stopped, at whatever look at the clock', async () => {
    const wanted = ['птеробот пять', 'птеробот три', 'птеробот раз', 'о птероботах', 'птеробота два'];
    const [one = '', two = '', three = '', four = '', five = ''] = wanted;
    await fill('ничего', 200);
    for (const text of [three, five, two, four]) await bob.post(chatId, text);
    await alice.post((await alice.openDirect(alice)).id, one);
    const terms = termsOf(['птеробот'], []);
    await withDb(platform, async (db) => {
      const pageOf = (from: SearchPosition | undefined, looks: number) => {
        let left = looks;
        const time = new SearchTime(Infinity, { giveTurn: async () => {}, isGone: () => left-- <= 0 });
        const texts = new SearchTextCache(0);
        const filters = { has: [], isPinned: false };
        return searchMessages(db, alice.id, {
          terms,
          filters,
          sort: 'relevance',
          limit: 2,
          from,
          time,
          texts,
        });
      };
      for (let looks = 0; looks <= 500; looks += 20) {
        const shown: string[] = [];
        let from: SearchPosition | undefined;
        for (let patience = looks; ;) {
          const { hits, next, isPartial } = await pageOf(from, patience);
          // Without a word of where to go on it is asked the same with more time.
          if (isPartial && next === null) patience += 20;
          else {
            shown.push(...textsOf({ hits }));
            patience = looks;
            if (next === null) break;
            from = next;
          }
        }
        expect(shown, `${looks}`).toEqual(wanted);
      }
    });
  });

  it('keeps nobody else waiting, however long it is', async () => {
    await fill('長'.repeat(4000), 128);
    await noted(chatId);
    let turns = 0;
    const giveTurn = async () => {
      turns++;
      return Promise.resolve();
    };
    await withDb(platform, async (db) => {
      const { hits } = await searchMessages(db, alice.id, {
        terms: termsOf(['長128'], []),
        ...{ filters: { has: [], isPinned: false }, sort: 'relevance', limit: 10 },
        ...{ time: new SearchTime(60_000, { giveTurn, isGone: () => false }), texts: new SearchTextCache(0) },
      });
      expect(hits).toHaveLength(1);
      // Without those between two messages there are seven.
      expect(turns).toBeGreaterThan(12);
    });
  });

  it('asks for no more than may answer: of days, of pins, of the page', async () => {
    await fill('редиска', 200);
    await bob.post(chatId, 'редиска сегодня');
    const at = (q: string) => search(alice, { q, limit: '100' });
    for (const q of ['редиска before:2020', 'редиска is:pinned', 'редиска after:2100']) {
      const { hits, isPartial } = await at(q);
      expect([q, hits, isPartial]).toEqual([q, [], false]);
    }
  });

  it('is found in a chat with few messages, however many there are in others', async () => {
    const quiet = await alice.openDirect(await platform.user('carol'));
    await alice.post(quiet.id, 'тихий репейник');
    const before = "now() - interval '2 days'";
    await query(platform, `update messages set created_at = ${before} where chat_id = $1`, [quiet.id]);
    await query(platform, `update chats set last_activity_at = ${before} where id = $1`, [quiet.id]);
    await noted(quiet.id);
    await query(platform, `update message_search_queue set queued_at = ${before}`, []);
    for (let at = 0; at < 6; at++) {
      chatId = (await alice.openDirect(await platform.user(`loud${at}`))).id;
      await fill('шум', 2000);
      await alice.post(chatId, 'шум');
    }
    expect(await found(alice, 'репейник')).toEqual(['тихий репейник']);
  });

  it('is found as far as there is time for when it is much, the newest first, and the rest is said to be left out', async () => {
    await bob.post(chatId, 'иголка в стоге');
    await fill('сено', 6000);
    await fill('трава', 100);
    await noted(chatId);
    const newest = await search(alice, { q: 'трава', limit: '2' });
    expect([textsOf(newest), newest.isPartial]).toEqual([['трава 100', 'трава 99'], false]);
    const lost = await search(alice, 'иголка');
    expect([textsOf(lost), lost.isPartial]).toEqual([[], true]);
    // Of one chat as much as of all.
    expect(await found(alice, { q: 'сено 3000', in: chatId })).toEqual(['сено 3000']);
    await index();
    const indexed = await search(alice, 'иголка');
    expect([textsOf(indexed), indexed.isPartial]).toEqual([['иголка в стоге'], false]);
  });
});
