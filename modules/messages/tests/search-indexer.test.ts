import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '@bridges/kit';
import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { readLine } from '../src/search/block.ts';
import { readText } from '../src/search/kept-text.ts';
import { RecentMessages } from '../src/services/recent-messages.ts';
import { createBlockBuilder } from '../src/search/block-build.ts';
import { searchChangesAdvance } from '../src/services/search-changes-advance.ts';
import { searchIndexAdvance } from '../src/services/search-index-advance.ts';
import type { IndexWork } from '../src/services/search-index-advance.ts';
import { SearchIndexer } from '../src/services/search-indexer.ts';
import { searchQueueAdd } from '../src/services/search-queue.ts';
import type { Database } from '../src/tables/database.ts';
import { cast, query } from './chat-tools.ts';
import { payloadOf, withDb } from './search-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatIds: string[] = [];
let first: string;
let second: string;

// The indexers are those of the tests.
beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { MESSAGES_SEARCH_INDEX: 'off' },
  });
});
afterAll(() => platform?.stop());

beforeEach(async () => {
  // What was there before would be made anew in each rebuild.
  await query(platform, 'truncate messages, message_search, message_search_queue');
  await query(platform, 'update chats set last_seq = 0');
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatIds = [
    (await alice.openDirect(bob)).id,
    (await alice.openDirect(alice)).id,
    (await bob.openDirect(bob)).id,
  ];
  [first = '', second = ''] = chatIds;
});

const idleWork = (): IndexWork => ({ builder: createBlockBuilder(), recent: new RecentMessages() });

const waiting = async () => (await query(platform, 'select id from message_search_queue')).length;

/** Messages as if they had been sent, after those that are there. */
async function fill(chatId: string, count: number): Promise<void> {
  await query(
    platform,
    `with chat as (update chats set last_seq = last_seq + $3 where id = $1 returning last_seq - $3 as before)
     insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at)
     select $1, chat.before + n, $2, 'text', 'сообщение ' || n, gen_random_uuid(), 0, now() from chat, generate_series(1, $3) n`,
    [chatId, bob.id, count],
  );
}

async function indexedLines(chatId: string) {
  const blocks = await query<{ lines: string }>(
    platform,
    'select lines from message_search where chat_id = $1 order by block_no',
    [chatId],
  );
  return blocks.flatMap(({ lines }) => lines.trimEnd().split('\n').map(readLine));
}

const indexedSeqs = async (chatId: string) => (await indexedLines(chatId)).map(({ seq }) => seq);

describe('a pass', () => {
  it('loses and repeats nothing, wherever it is broken off', async () => {
    for (const id of chatIds) await fill(id, 1500);
    await withDb(platform, async (db) => {
      await db.transaction().execute((trx) => searchQueueAdd(trx, chatIds));
      const isBegun = async () => {
        const work = idleWork();
        return { work, result: await searchIndexAdvance(db, work) };
      };
      // What a process that ended had done of it stays, and the queue still asks for the rest.
      const first = await isBegun();
      expect(first.result.left).toBe('more');
      expect(await waiting()).toBe(1);
      // Another takes it over; one that goes on with what it has begun, and one that begins, do nothing twice.
      const second = await isBegun();
      for (const { work } of [first, second, { work: idleWork() }])
        while ((await searchIndexAdvance(db, work)).left === 'more');
      expect(await waiting()).toBe(0);
      // A transaction that fails leaves nothing behind either.
      await db.transaction().execute((trx) => searchQueueAdd(trx, chatIds));
      const failing: IndexWork = { ...idleWork(), builder: { build: () => expect.fail('on purpose') } };
      await query(platform, 'delete from message_search where chat_id = $1', [chatIds[0]]);
      await expect(searchIndexAdvance(db, failing)).rejects.toThrow('on purpose');
      expect([await waiting(), failing.pass]).toEqual([1, undefined]);
      failing.builder = createBlockBuilder();
      while ((await searchIndexAdvance(db, failing)).left === 'more');
    });
    for (const id of chatIds)
      expect(await indexedSeqs(id)).toEqual(Array.from({ length: 1500 }, (_, at) => at + 1));
  });
});

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

it('keeps no chat waiting for one that is far behind', async () => {
  // In the order of their ids, as a pass has them.
  const [large = '', small = ''] = [first, second].toSorted();
  await fill(large, 20_000);
  await fill(small, 300);
  await withDb(platform, async (db) => {
    const work = idleWork();
    await db.transaction().execute((trx) => searchQueueAdd(trx, [large, small]));
    await searchIndexAdvance(db, work);
    // What comes meanwhile is for the next pass.
    await fill(large, 20);
    await db.transaction().execute((trx) => searchQueueAdd(trx, [large]));
    await searchIndexAdvance(db, work);
    expect([await indexedSeqs(small), (await indexedSeqs(large)).length]).toEqual([upTo(300), 4096 - 300]);
    while (work.pass) await searchIndexAdvance(db, work);
    expect([(await indexedSeqs(large)).length, await waiting()]).toEqual([20_000, 1]);
    while ((await searchIndexAdvance(db, work)).left === 'more');
  });
  expect([await indexedSeqs(large), await waiting()]).toEqual([upTo(20_020), 0]);
});

describe('what is at hand', () => {
  it('is used as far as it goes, up to the end of a block, and the rest is read', async () => {
    await fill(first, 400);
    await withDb(platform, async (db) => {
      const work = idleWork();
      const told = Array.from({ length: 200 }, () => 'как сказано');
      work.recent.keep(
        payloadOf(bob, first, told),
        told.map(() => 0),
      );
      await db.transaction().execute((trx) => searchQueueAdd(trx, [first]));
      while ((await searchIndexAdvance(db, work)).left === 'more');
    });
    const lines = await indexedLines(first);
    expect(lines.map(({ seq }) => seq)).toEqual(upTo(400));
    expect(lines.findIndex(({ text }) => readText(text) !== 'как сказано')).toBe(128);
    expect(await waiting()).toBe(0);
  });

  it('is no more in one transaction than that takes, however much there is', async () => {
    const ids = [first, second];
    const texts = Array.from({ length: 6000 }, () => 'слово');
    await withDb(platform, async (db) => {
      const work = idleWork();
      for (const id of ids) {
        await fill(id, texts.length);
        work.recent.keep(
          payloadOf(bob, id, texts),
          texts.map(() => 0),
        );
      }
      await db.transaction().execute((trx) => searchQueueAdd(trx, ids));
      const { count, left } = await searchIndexAdvance(db, work);
      expect([count > 8000, count <= 8192 + 128, left]).toEqual([true, true, 'more']);
      while ((await searchIndexAdvance(db, work)).left === 'more');
    });
    for (const id of ids) expect(await indexedSeqs(id)).toEqual(upTo(texts.length));
  });
});

describe('a sparing pass', () => {
  const sent = (db: Kysely<Database>, ...ids: string[]) =>
    db.transaction().execute((trx) => searchQueueAdd(trx, ids));
  /** All of one, as the indexer makes it. */
  async function pass(db: Kysely<Database>, work: IndexWork, isSparing = true): Promise<string> {
    for (;;) {
      const { left } = await searchIndexAdvance(db, work, { isSparing });
      if (left !== 'more') return left;
    }
  }

  it('writes blocks when they are full, and the rest with the next one at the latest', async () => {
    await withDb(platform, async (db) => {
      const work = idleWork();
      await fill(first, 200);
      await fill(second, 5);
      await sent(db, first, second);
      expect(await pass(db, work)).toBe('ends');
      expect([await indexedSeqs(first), await indexedSeqs(second)]).toEqual([upTo(128), []]);
      expect(await waiting()).toBe(1);
      // One got so far that the next block is full; what follows is of new messages, and waits as long as they do.
      await fill(first, 100);
      await sent(db, first);
      expect(await pass(db, work)).toBe('ends');
      expect([await indexedSeqs(first), await indexedSeqs(second)]).toEqual([upTo(256), upTo(5)]);
      expect(await waiting()).toBe(1);
      expect(await pass(db, work)).toBe('nothing');
      expect([await indexedSeqs(first), await waiting()]).toEqual([upTo(300), 0]);
    });
  });

  it('keeps nothing once there is no need to spare', async () => {
    await withDb(platform, async (db) => {
      const work = idleWork();
      await fill(first, 130);
      await sent(db, first);
      expect(await pass(db, work)).toBe('ends');
      await fill(first, 3);
      await sent(db, first);
      expect(await pass(db, work, false)).toBe('nothing');
      expect([await indexedSeqs(first), await waiting()]).toEqual([upTo(133), 0]);
    });
  });

  it('leaves what it did not do to whoever comes after it', async () => {
    await withDb(platform, async (db) => {
      await fill(first, 200);
      await sent(db, first);
      await pass(db, idleWork());
      // Another process does not know what this one left, so it waits once more.
      const other = idleWork();
      expect([await pass(db, other), await indexedSeqs(first)]).toEqual(['ends', upTo(128)]);
      // What changed is not kept waiting, and does not make what was left be forgotten.
      await query(platform, "update messages set body = 'другое' where chat_id = $1 and seq in (3, 150)", [
        first,
      ]);
      await db.transaction().execute((trx) =>
        searchQueueAdd(
          trx,
          [],
          [3, 150].map((seq) => ({ chatId: first, seq })),
        ),
      );
      await searchChangesAdvance(db, other.builder);
      expect(readText((await indexedLines(first))[2]?.text ?? '')).toBe('другое');
      expect([await pass(db, other), await waiting()]).toEqual(['nothing', 0]);
      expect(await indexedSeqs(first)).toEqual(upTo(200));
      expect(readText((await indexedLines(first))[149]?.text ?? '')).toBe('другое');
    });
  });

  it('goes through more rows than it reads at once', async () => {
    await withDb(platform, async (db) => {
      const work = idleWork();
      for (let at = 0; at < 120; at++) {
        await fill(first, 2);
        await sent(db, first);
      }
      for (let turn = 0; (await pass(db, work)) !== 'nothing'; turn++) expect(turn).toBeLessThan(10);
      expect([await indexedSeqs(first), await waiting()]).toEqual([upTo(240), 0]);
    });
  });
});

describe('the indexer', () => {
  /** While it runs; it is told of what the queue holds as by the consumers. */
  async function indexing(
    { isBusy = () => false, isFull = () => false }: { isBusy?: () => boolean; isFull?: () => boolean },
    use: (indexer: SearchIndexer, db: Kysely<Database>) => Promise<void>,
  ): Promise<void> {
    await withDb(platform, async (db) => {
      const log = createLogger({ level: 'error' });
      const indexer = new SearchIndexer({ db, log, recent: new RecentMessages(), isBusy, isFull });
      try {
        await use(indexer, db);
      } finally {
        await indexer.stop();
      }
    });
  }

  const noteSent = (db: Kysely<Database>, chatId: string) =>
    db.transaction().execute((trx) => searchQueueAdd(trx, [chatId]));

  it('indexes at once what comes while a pass is under way', async () => {
    let note: (() => Promise<void>) | undefined;
    let noted: Promise<void> | undefined;
    // Asked after the first part of a pass, and of the next ones.
    const isBusy = () => {
      noted ??= note?.();
      return false;
    };
    await indexing({ isBusy }, async (indexer, db) => {
      // When it begins, it looks at the queue and for a rebuild, and at the queue again.
      indexer.start();
      await vi.waitFor(() => expect(indexer.isIdle).toBe(true), { timeout: 60_000, interval: 1 });
      note = async () => {
        await fill(second, 1);
        await noteSent(db, second);
        indexer.kick();
      };
      await fill(first, 9000);
      await noteSent(db, first);
      indexer.kick();
      await vi.waitFor(async () => expect(await indexedSeqs(first)).toHaveLength(9000), { timeout: 60_000 });
      await noted;
      // By itself it looks every five seconds.
      await vi.waitFor(async () => expect([await waiting(), await indexedSeqs(second)]).toEqual([0, [1]]), {
        timeout: 3000,
      });
    });
  });

  it('keeps no change waiting while it gathers what was sent', async () => {
    await indexing({ isFull: () => true }, async (indexer, db) => {
      await fill(first, 10);
      await noteSent(db, first);
      indexer.start();
      await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 60_000 });
      // Now it gathers. A process that stands still for seconds has both to do at once then, so one try of some is enough.
      for (let turn = 1; ; turn++) {
        const text = `другое ${turn}`;
        await query(platform, 'update messages set body = $2 where chat_id = $1 and seq = 3', [first, text]);
        await fill(second, 1);
        await noteSent(db, second);
        await db.transaction().execute((trx) => searchQueueAdd(trx, [], [{ chatId: first, seq: 3 }]));
        indexer.kick('changed');
        indexer.kick();
        await vi.waitFor(
          async () => expect(readText((await indexedLines(first))[2]?.text ?? '')).toBe(text),
          { timeout: 60_000, interval: 20 },
        );
        const isFirst = (await waiting()) === 1 && (await indexedSeqs(second)).length < turn;
        await vi.waitFor(async () => expect(await indexedSeqs(second)).toHaveLength(turn), {
          timeout: 60_000,
        });
        if (isFirst) break;
        expect(turn, 'tries').toBeLessThan(10);
      }
    });
  });

  it('takes a small share while sends fill the processors, for which no change waits', async () => {
    let isFull = true;
    await indexing({ isFull: () => isFull }, async (indexer, db) => {
      await fill(first, 40_000);
      await noteSent(db, first);
      indexer.start();
      const begun = async () => expect((await indexedSeqs(first)).length).toBeGreaterThan(0);
      await vi.waitFor(begun, { timeout: 60_000 });
      await query(platform, "update messages set body = 'другое' where chat_id = $1 and seq = 3", [first]);
      await db.transaction().execute((trx) => searchQueueAdd(trx, [], [{ chatId: first, seq: 3 }]));
      indexer.kick('changed');
      await vi.waitFor(
        async () => expect(readText((await indexedLines(first))[2]?.text ?? '')).toBe('другое'),
        { timeout: 60_000 },
      );
      await pause(2000);
      const count = (await indexedSeqs(first)).length;
      expect(count).toBeLessThan(30_000);
      isFull = false;
      await vi.waitFor(async () => expect(await indexedSeqs(first)).toEqual(upTo(40_000)), {
        timeout: 60_000,
      });
    });
  });

  it('finds what fills no block, too, however much there is to do', async () => {
    await indexing({ isFull: () => true }, async (indexer, db) => {
      await fill(first, 140);
      await noteSent(db, first);
      indexer.start();
      await vi.waitFor(async () => expect(await indexedSeqs(first)).toHaveLength(128), { timeout: 60_000 });
      // Without being told again.
      await vi.waitFor(async () => expect(await indexedSeqs(first)).toHaveLength(140), { timeout: 60_000 });
      expect(await waiting()).toBe(0);
    });
  });

  it('goes on with a rebuild while messages never cease to come', async () => {
    await fill(first, 300);
    await query(
      platform,
      `update message_search_rebuild set started_at = now(), finished_at = null, after_chat_id = null, after_block_no = -1`,
    );
    await indexing({ isBusy: () => true }, async (indexer, db) => {
      indexer.start();
      let isOver = false;
      const come = async () => {
        while (!isOver) {
          await fill(second, 1);
          await noteSent(db, second);
          indexer.kick();
          await pause(20);
        }
      };
      const coming = come();
      try {
        await vi.waitFor(
          async () =>
            expect(
              await query(platform, 'select 1 from message_search_rebuild where finished_at is not null'),
            ).toHaveLength(1),
          { timeout: 30_000, interval: 100 },
        );
      } finally {
        isOver = true;
        await coming;
      }
    });
    expect(await indexedSeqs(first)).toHaveLength(300);
  });

  it('goes on with a rebuild while a pass has to share', async () => {
    await fill(second, 300);
    await query(
      platform,
      `update message_search_rebuild set started_at = now(), finished_at = null, after_chat_id = null, after_block_no = -1`,
    );
    let isFull = true;
    await indexing({ isFull: () => isFull }, async (indexer, db) => {
      await fill(first, 60_000);
      await noteSent(db, first);
      indexer.start();
      const doneCount = async () =>
        (
          await query<{ done: number }>(
            platform,
            'select message_count::int as done from message_search_rebuild',
          )
        )[0]?.done ?? 0;
      await vi.waitFor(async () => expect(await doneCount()).toBeGreaterThan(0), { timeout: 60_000 });
      expect((await indexedSeqs(first)).length).toBeLessThan(30_000);
      isFull = false;
      await vi.waitFor(async () => expect(await indexedSeqs(first)).toHaveLength(60_000), {
        timeout: 60_000,
      });
      const isFinished = async () =>
        expect(
          await query(platform, 'select 1 from message_search_rebuild where finished_at is not null'),
        ).toHaveLength(1);
      await vi.waitFor(isFinished, { timeout: 60_000 });
      expect(await indexedSeqs(second)).toEqual(upTo(300));
    });
  });

  it('gathers no longer than it must once there is less to do', async () => {
    let isFull = true;
    await indexing({ isFull: () => isFull }, async (indexer, db) => {
      for (let turn = 1; ; turn++) {
        isFull = true;
        await fill(first, 1);
        await noteSent(db, first);
        indexer.kick();
        await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 60_000 });
        await fill(second, 1);
        await noteSent(db, second);
        indexer.kick();
        isFull = false;
        const startedMs = performance.now();
        await vi.waitFor(async () => expect(await indexedSeqs(second)).toHaveLength(turn), {
          timeout: 60_000,
          interval: 20,
        });
        if (performance.now() - startedMs < 1000) break;
        expect(turn, 'tries').toBeLessThan(10);
      }
    });
  });
});
