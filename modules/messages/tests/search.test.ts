import { randomUUID } from 'node:crypto';
import type { ErrorBody, SearchIndexState } from '@bridges/contracts';
import { codeOf, startTestPlatform, TestUser } from '@bridges/dev-env';
import type { TestPlatform } from '@bridges/dev-env';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { signatureBytes } from '../src/search/signature.ts';
import { readablePlaces } from '../src/selectors/readable-places.ts';
import { edit, pathOf, remove } from './act-tools.ts';
import { TestGroup, cast, hold, movedTo, query, trySend } from './chat-tools.ts';
import { allHits, found, indexed, marked, search, textsOf, trySearch, withDb } from './search-tools.ts';

const admin = {
  ADMIN_USERNAME: 'root',
  ADMIN_EMAIL: 'root@example.org',
  ADMIN_PASSWORD: 'correct horse battery',
};

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

/** No search of these tests takes as long, however much else the machine does. */
const env = { ...admin, MESSAGES_SEARCH_TIMEOUT_MS: '60000' };

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl'), hasSearchIndex: true, env });
});
afterAll(() => platform?.stop());
beforeEach(async () => {
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
});

describe('what is found', () => {
  beforeEach(async () => {
    for (const text of [
      'Привет, Алиса! Договорились на завтра',
      'Посмотри договор номер 42-Б, пожалуйста',
      'hello, the meetings were moved to Friday',
      'ёлка и ежи',
    ])
      await bob.post(chatId, text);
    await indexed(platform);
  });

  it('is marked where it stands in the text', async () => {
    for (const [asked, part] of [
      ['привет', 'Привет'],
      ['ghbdtn', 'Привет'],
      ['privet', 'Привет'],
      ['руддщ', 'hello'],
      ['договора', 'договор'],
      ['meeting', 'meetings'],
      ['елка', 'ёлка'],
      ['говорил', 'говорил'],
      ['превет', 'Привет'],
      ['ghbd', 'Прив'],
      ['42-б', '42-Б'],
      ['"на завтра"', 'на завтра'],
    ] as const)
      expect((await search(alice, asked)).hits.flatMap(marked), asked).toContain(part);
    expect(await found(alice, 'синхрофазотрон')).toEqual([]);
  });

  it('says how, exact before form, and the newest first in each', async () => {
    await bob.post(chatId, 'договор подписан');
    await indexed(platform);
    const { hits, chats, users, understood } = await search(alice, { q: 'договор', sort: 'relevance' });
    expect(hits.map(({ match, message }) => [match, message.text])).toEqual([
      ['exact', 'договор подписан'],
      ['exact', 'Посмотри договор номер 42-Б, пожалуйста'],
      ['form', 'Привет, Алиса! Договорились на завтра'],
    ]);
    expect(chats.map(({ id }) => id)).toEqual([chatId]);
    expect(users.map(({ id }) => id)).toContain(bob.id);
    expect(understood).toMatchObject({ words: ['договор'], in: null, from: null });
  });

  it('by the name of a file, the text of a poll', async () => {
    await trySend(bob, chatId, {
      text: '',
      poll: { question: 'Куда поедем?', options: ['Суздаль', 'Псков'] },
    });
    await indexed(platform);
    expect(await search(alice, 'суздале')).toMatchObject({ hits: [{ match: 'form', highlights: [] }] });
    expect(await search(alice, 'has:poll')).toMatchObject({ hits: [{ match: 'filter' }] });
  });
});

describe('what changes', () => {
  it('an edit and a deletion count at once for what was there, and soon for what is new', async () => {
    const { seq } = await bob.post(chatId, 'секретный план');
    await indexed(platform);
    expect(await found(alice, 'секретный')).toEqual(['секретный план']);
    await edit(bob, chatId, seq, 'открытый замысел');
    // Whatever the index still says.
    expect(await found(alice, 'секретный')).toEqual([]);
    await vi.waitFor(async () => expect(await found(alice, 'замысел')).toEqual(['открытый замысел']), {
      timeout: 40_000,
    });
    await bob.ask('DELETE', pathOf(chatId, seq));
    expect(await found(alice, 'замысел')).toEqual([]);
    // Nor without a word, when no text says that it is gone.
    expect(await found(alice, { from: bob.id })).toEqual([]);
    await indexed(platform);
    expect(await found(alice, { from: bob.id })).toEqual([]);
    const rows = await query(platform, 'select lines from message_search where chat_id = $1', [chatId]);
    expect(JSON.stringify(rows)).not.toContain('замысел');
  });

  it('what is deleted, or was never written by anybody, is kept out by each that looks at it, alone', async () => {
    const sent = await bob.post(chatId, 'удалённое');
    const other = await bob.post(chatId, 'системное');
    await indexed(platform);
    await bob.ask('DELETE', pathOf(chatId, sent.seq));
    const places = [sent, other].map(({ seq }) => ({ chatId, seq }));
    const readable = await withDb(platform, (db) => readablePlaces(db, alice.id, places));
    expect(readable.map(({ seq }) => seq)).toEqual([other.seq]);
    // Whatever the first of them lets pass, and the index still holds: only what somebody wrote is shown.
    await indexed(platform);
    await query(platform, `update messages set kind = 'system' where chat_id = $1`, [chatId]);
    expect(await withDb(platform, (db) => readablePlaces(db, alice.id, places))).toHaveLength(2);
    for (const asked of ['системное', 'удалённое', { from: bob.id }])
      expect(await found(alice, asked)).toEqual([]);
  });

  it('what is sent or edited is found within a second', async () => {
    // On a busy machine some try is slow; with a pause anywhere on the way each would be.
    const withinASecond = async (act: (word: string) => Promise<unknown>) => {
      const patience = performance.now() + 90_000;
      for (let count = 1; ; count++) {
        const word = `секунда${count}${randomUUID().slice(0, 8)}`;
        await act(word);
        const startedMs = performance.now();
        await vi.waitFor(async () => expect(await found(alice, `"${word}"`)).toEqual([word]), {
          timeout: 60_000,
          interval: 10,
        });
        const tookMs = performance.now() - startedMs;
        if (tookMs < 1000) return word;
        if (performance.now() > patience) expect.fail(`it took ${tookMs} ms, and never less than a second`);
      }
    };
    await withinASecond((word) => bob.post(chatId, word));
    const { seq } = await bob.post(chatId, 'до правки');
    const last = await withinASecond((word) => edit(bob, chatId, seq, word));
    // What was there before is out already, and so is what is deleted: neither waits for the index.
    expect(await found(alice, '"до правки"')).toEqual([]);
    await bob.ask('DELETE', pathOf(chatId, seq));
    expect(await found(alice, `"${last}"`)).toEqual([]);
  }, 240_000);

  it('what I deleted for myself is out for me alone', async () => {
    const { seq } = await bob.post(chatId, 'только мне');
    await indexed(platform);
    await remove(alice, chatId, [seq], 'me');
    expect(await found(alice, 'только')).toEqual([]);
    expect(await found(bob, 'только')).toEqual(['только мне']);
  });

  it('whom I blocked is out at once, and in again after', async () => {
    await bob.post(chatId, 'слово боба');
    await indexed(platform);
    await alice.ask('POST', '/api/blocks', { userId: bob.id });
    expect(await found(alice, 'слово')).toEqual([]);
    expect(await found(alice, { from: bob.id })).toEqual([]);
    expect(await found(bob, 'слово')).toEqual(['слово боба']);
    await alice.ask('DELETE', `/api/blocks/${bob.id}`);
    expect(await found(alice, 'слово')).toEqual(['слово боба']);
  });

  it('who was removed finds nothing there any more, and who never was there nothing at all', async () => {
    const [mallory] = await cast(platform, 'mallory');
    const group = await TestGroup.of(platform, alice, bob);
    await alice.post(group.chatId, 'тайна группы');
    await indexed(platform);
    expect(await found(bob, 'тайна')).toEqual(['тайна группы']);
    await group.remove(bob);
    expect(await found(bob, 'тайна')).toEqual([]);
    expect(await found(bob, { from: alice.id })).toEqual([]);
    expect(await found(mallory, 'тайна')).toEqual([]);
    expect(codeOf(await trySearch(bob, { q: 'тайна', in: group.chatId }))).toBe('messages.chat_not_found');
    expect(codeOf(await trySearch(bob, { q: 'тайна', in: randomUUID() }))).toBe('messages.chat_not_found');
    // A member whose history begins later, in the middle of a block.
    await group.change({ [bob.id]: 'member' });
    await query(platform, 'update chat_members set first_seq = 2 where chat_id = $1 and user_id = $2', [
      group.chatId,
      bob.id,
    ]);
    await alice.post(group.chatId, 'тайна вторая');
    await indexed(platform);
    expect(await found(bob, 'тайна')).toEqual(['тайна вторая']);
  });
});

describe('pages', () => {
  it('go through all hits once, in order, whatever comes in between', async () => {
    const group = await TestGroup.of(platform, alice, bob);
    for (let at = 1; at <= 40; at++) {
      await bob.post(chatId, `карта ${at}`);
      await alice.post(group.chatId, at % 3 === 0 ? `карты ${at}` : `картами ${at}`);
    }
    await indexed(platform);
    const first = await search(alice, { q: 'карта', limit: '7' });
    await bob.post(chatId, 'карта новая');
    await indexed(platform);
    const rest = await allHits(alice, { q: 'карта', limit: '7', cursor: first.nextCursor ?? '' });
    const hits = [...first.hits, ...rest];
    expect(new Set(hits.map((hit) => `${hit.chatId}:${hit.seq}`)).size).toBe(80);
    expect(hits).toHaveLength(80);
    expect(hits.slice(0, 40).every(({ match }) => match === 'exact')).toBe(true);
    expect(hits.slice(40).every(({ match }) => match === 'form')).toBe(true);
    expect(textsOf({ hits }).slice(0, 2)).toEqual(['карта 40', 'карта 39']);
    const inChat = await allHits(alice, { q: 'карта', in: group.chatId, limit: '9' });
    expect(inChat.map(({ seq }) => seq)).toEqual(inChat.map(({ seq }) => seq).toSorted((a, b) => b - a));
    expect(inChat).toHaveLength(40);
  });

  it('hold each of many messages of one moment once, while new ones come', async () => {
    const { id: ownId } = await alice.openDirect(alice);
    for (const id of [chatId, ownId]) {
      await query(
        platform,
        `insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at)
         select $1, seq, $2, 'text', 'миг ' || seq, gen_random_uuid(), 0, '2026-01-01' from generate_series(1, 150) seq`,
        [id, alice.id],
      );
      await query(platform, 'update chats set last_seq = 150 where id = $1', [id]);
      await alice.post(id, 'конец');
    }
    await indexed(platform);
    const asked = { q: 'миг', before: '2026-02', limit: '47' };
    for (const sort of ['relevance', 'newest']) {
      const places: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await search(alice, { ...asked, sort, ...(cursor ? { cursor } : {}) });
        places.push(...page.hits.map((hit) => `${hit.chatId} ${hit.seq}`));
        cursor = page.nextCursor;
        await bob.post(chatId, 'ещё миг');
        await indexed(platform);
      }
      expect(places).toHaveLength(300);
      expect(new Set(places).size).toBe(300);
    }
  });

  it('go on with forms that stand among newer messages than the last hit', async () => {
    const { id: olderId } = await alice.openDirect(alice);
    await alice.post(olderId, 'калитка');
    await bob.post(chatId, 'калитки');
    await bob.post(chatId, 'калитка');
    await indexed(platform);
    const hits = await allHits(alice, { q: 'калитка', limit: '2' });
    expect(hits.map(({ match, message }) => [match, message.text])).toEqual([
      ['exact', 'калитка'],
      ['exact', 'калитка'],
      ['form', 'калитки'],
    ]);
  });

  it('are told how many hits there are in all, up to a limit', async () => {
    for (let at = 1; at <= 5; at++) await bob.post(chatId, `счётное ${at}`);
    const { seq } = await bob.post(chatId, 'счётное лишнее');
    await indexed(platform);
    const asked = { q: 'счётное', in: chatId, limit: '2', total: 'true' };
    const first = await search(alice, asked);
    expect([first.hits.length, first.total]).toEqual([2, { count: 6, isExact: true }]);
    expect((await search(alice, { ...asked, cursor: first.nextCursor ?? '' })).total).toBeNull();
    expect((await search(alice, { q: 'счётное', in: chatId })).total).toBeNull();
    expect((await search(alice, { ...asked, q: 'бессчётное' })).total).toEqual({ count: 0, isExact: true });
    // Only what may be read counts.
    await remove(alice, chatId, [seq], 'me');
    expect((await search(alice, asked)).total).toEqual({ count: 5, isExact: true });
    expect((await search(bob, asked)).total).toEqual({ count: 6, isExact: true });
    await query(
      platform,
      `insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at)
       select $1, seq, $2, 'text', 'счётное ' || seq, gen_random_uuid(), 0, now() from generate_series(101, 250) seq`,
      [chatId, bob.id],
    );
    await query(platform, 'update chats set last_seq = 250 where id = $1', [chatId]);
    await bob.post(chatId, 'конец');
    await indexed(platform);
    expect((await search(alice, asked)).total).toEqual({ count: 99, isExact: false });
    expect((await trySearch(alice, { ...asked, total: 'yes' })).status).toBe(400);
    expect(await allHits(alice, { ...asked, limit: '60' })).toHaveLength(155);
  });

  it('a cursor of another query is refused', async () => {
    await bob.post(chatId, 'раз слово');
    await bob.post(chatId, 'два слово');
    await indexed(platform);
    const { nextCursor } = await search(alice, { q: 'слово', limit: '1' });
    expect(nextCursor).not.toBeNull();
    expect(codeOf(await trySearch(alice, { q: 'иное', cursor: nextCursor ?? '' }))).toBe('kit.bad_cursor');
    expect(codeOf(await trySearch(alice, { q: 'слово', cursor: 'bm9uc2Vuc2U' }))).toBe('kit.bad_cursor');
  });
});

describe('filters', () => {
  it('each that is wrong is named', async () => {
    const answer = await trySearch(alice, {
      q: 'слово in:nowhere',
      has: 'soul',
      before: 'whenever',
      is: 'gone',
    });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'messages.search_filter_invalid']);
    const { details } = (answer.body as unknown as ErrorBody).error;
    expect(details?.['filters']).toEqual([
      { filter: 'has', value: 'soul', reason: 'unknown' },
      { filter: 'before', value: 'whenever', reason: 'not_a_date' },
      { filter: 'is', value: 'gone', reason: 'unknown' },
      { filter: 'in', value: 'nowhere', reason: 'unknown' },
    ]);
    expect(codeOf(await trySearch(alice, { q: ' ' }))).toBe('messages.search_empty');
    expect(codeOf(await trySearch(alice, { in: chatId }))).toBe('messages.search_empty');
    expect((await trySearch(alice, { q: 'слово', nonsense: 'x' })).status).toBe(400);
  });

  it('by sender, kind, chat, day and pin, together', async () => {
    await bob.post(chatId, 'карта https://example.org/a');
    const { seq } = await alice.post(chatId, 'карта без ссылки');
    await alice.ask('PUT', pathOf(chatId, seq, '/pin'));
    await indexed(platform);
    expect(await found(alice, `карта from:${bob.username}`)).toEqual(['карта https://example.org/a']);
    expect(await found(alice, { q: 'карта', from: 'me' })).toEqual(['карта без ссылки']);
    expect(await found(alice, { q: 'карта', from: bob.id, has: 'link' })).toHaveLength(1);
    expect(await found(alice, { is: 'pinned' })).toEqual(['карта без ссылки']);
    expect(await found(alice, 'карта before:2020')).toEqual([]);
    expect(await found(alice, 'карта after:yesterday')).toHaveLength(2);
    expect(await found(alice, { q: 'карта', has: 'link,poll' })).toEqual([]);
    // A day of the month before, in a chat of then.
    await query(
      platform,
      `update messages set created_at = created_at - interval '1 month' where chat_id = $1 and seq < $2`,
      [chatId, seq],
    );
    await query(
      platform,
      `insert into message_search_queue (chat_ids, block_no) values (array[$1::uuid], 0)`,
      [chatId],
    );
    await bob.post(chatId, 'сегодня');
    await indexed(platform);
    // Half of a word in the other keyboard layout.
    for (const [asked, texts] of [
      ['rfhn', ['карта без ссылки', 'карта https://example.org/a']],
      ['rfhn before:7d', ['карта https://example.org/a']],
      ['rfhn after:7d', ['карта без ссылки']],
      ['кар до:неделя', undefined],
    ] as const)
      if (texts) expect(await found(alice, asked), asked).toEqual(texts);
      else expect((await trySearch(alice, { q: asked })).status, asked).toBe(400);
  });

  it('by a day alone, or the name of whom a direct chat is with', async () => {
    await bob.post(chatId, 'первое');
    const { id: ownId } = await alice.openDirect(alice);
    await alice.post(ownId, 'второе');
    await indexed(platform);
    expect(await found(alice, { after: '2026-01-01' })).toEqual(['второе', 'первое']);
    expect(await found(alice, 'before:2026-01-01')).toEqual([]);
    expect(await found(alice, `after:2026 in:${bob.username}`)).toEqual(['первое']);
    expect(await found(alice, `after:2026 in:@${bob.username}`)).toEqual(['первое']);
    const [carol] = await cast(platform, 'carol');
    for (const name of [carol.username, 'nobody-at-all', alice.username])
      expect((await trySearch(alice, { q: `первое in:${name}` })).status, name).toBe(400);
  });

  it('a name of nobody is told like one of somebody who wrote nothing, and an id with what she wrote alone', async () => {
    const [carol] = await cast(platform, 'carol');
    const answers = [];
    for (const from of [carol.username, 'nobody-at-all'])
      answers.push(await search(alice, { q: 'карта', from, total: 'true' }));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ hits: [], understood: { from: null }, nextCursor: null });
    await bob.post(chatId, 'карта');
    await indexed(platform);
    const fromBob = (q: string) => search(alice, { q, from: bob.username });
    expect((await fromBob('карта')).understood.from).toBe(bob.id);
    expect((await fromBob('нетути')).understood.from).toBeNull();
    expect((await search(alice, { q: 'нетути', from: carol.id })).understood.from).toBe(carol.id);
  });
});

describe('bait', () => {
  const bait = [
    ...[
      '%',
      '_',
      '!',
      '<->',
      "'; drop table messages; --",
      '\\',
      '(((((',
      'a:*b & !c | d',
      '"',
      '-0 0x10 1e999',
    ],
    ...[
      '(.*)*'.repeat(100),
      'a?'.repeat(300),
      'ы '.repeat(1000),
      'из под над '.repeat(150),
      'я'.repeat(2000),
    ],
    ...['"'.repeat(500), '👍🏽👩‍👩‍👧', '\u202e\u0301\u200d', '__proto__ constructor:x toString', '\u0000'],
  ];

  it('is answered or refused, and in time', async () => {
    await bob.post(chatId, 'обычное сообщение с текстом 100 % и_подчёркиванием!');
    await indexed(platform);
    const answers = await Promise.all(bait.map((q) => trySearch(alice, { q })));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 400)).toEqual(
      [],
    );
  });

  it('finds such signs as they are', async () => {
    await bob.post(chatId, 'скидка 100% и snake_case <-> !важно!');
    await bob.post(chatId, 'ничего такого');
    await indexed(platform);
    for (const q of ['%', '_', '<->', 'snake_case', '100%', '!', '"<-> !важно"'])
      expect(await found(alice, q), q).toEqual(['скидка 100% и snake_case <-> !важно!']);
  });
});

describe('the index', () => {
  it('is made anew while it is searched, and tells how far it is', async () => {
    await bob.post(chatId, 'сообщение для индекса');
    await indexed(platform);
    const root = await TestUser.signIn(platform.url, admin.ADMIN_USERNAME);
    await query(platform, 'delete from message_search where chat_id = $1', [chatId]);
    // What has just been sent is found without it.
    await query(platform, "update chats set last_activity_at = now() - interval '1 day' where id = $1", [
      chatId,
    ]);
    expect(await found(alice, 'индекса')).toEqual([]);
    const begun = await root.ask<SearchIndexState>('POST', '/api/admin/search/rebuild');
    expect(begun.status).toBe(202);
    await indexed(platform);
    expect(await found(alice, 'индекса')).toEqual(['сообщение для индекса']);
    const state = await root.get<SearchIndexState>('/api/admin/search');
    expect(state).toMatchObject({ waitingEvents: 0, waitingSince: null, rebuild: { progress: 1 } });
    expect(state.rebuild.finishedAt).not.toBeNull();
    expect(state.rebuild.doneMessages).toBeGreaterThan(0);
    expect(state.sizeBytes).toBeGreaterThan(0);
  });

  it('of an older format is searched as it is, and made anew with what is added', async () => {
    await bob.post(chatId, 'молоток на полке');
    await indexed(platform);
    await query(
      platform,
      `update message_search set signature = substring(signature for 2048), lines = translate(lines,
         'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'абвгдежзийклмнопрстуфхцчшщ') where chat_id = $1`,
      [chatId],
    );
    for (const q of ['молоток', 'молотки', 'лоток', 'молтоок', `молоток from:${bob.username}`])
      expect(await found(alice, q), q).toEqual(['молоток на полке']);
    const formats = () =>
      query<{ length: number; lines: string }>(
        platform,
        'select octet_length(signature)::int as length, lines from message_search where chat_id = $1',
        [chatId],
      );
    expect(await formats()).toMatchObject([
      { length: 2048, lines: expect.stringContaining('молоток') as string },
    ]);
    await bob.post(chatId, 'гвозди там же');
    await indexed(platform);
    expect(await formats()).toMatchObject([
      { length: signatureBytes, lines: expect.not.stringMatching(/[а-я]/) as string },
    ]);
    expect(await found(alice, 'молоток')).toEqual(['молоток на полке']);
    expect(await found(alice, 'гвозди')).toEqual(['гвозди там же']);
  });

  it('holds long chats whole, through several blocks and batches', async () => {
    await query(
      platform,
      `insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at)
       select $1, seq, $2, 'text', 'длинный чат ' || seq, gen_random_uuid(), 0, now() from generate_series(1, 1500) seq`,
      [chatId, bob.id],
    );
    await query(platform, 'update chats set last_seq = 1500 where id = $1', [chatId]);
    await bob.post(chatId, 'конец');
    await indexed(platform);
    for (const seq of [1, 128, 129, 777, 1500])
      expect(await found(alice, { q: `чат ${seq}`, in: chatId, sort: 'relevance', limit: '1' })).toEqual([
        `длинный чат ${seq}`,
      ]);
  });
});

describe('the time for one search', () => {
  it('ends a statement that would take longer', async () => {
    env.MESSAGES_SEARCH_TIMEOUT_MS = '300';
    await platform.restart();
    const release = await hold(platform, 'lock table message_search in access exclusive mode');
    try {
      const answer = await trySearch(movedTo(platform, alice), { q: 'слово' });
      expect([answer.status, codeOf(answer)]).toEqual([503, 'messages.search_too_slow']);
    } finally {
      await release();
    }
  });
});
