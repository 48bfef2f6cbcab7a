import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { createLogger } from '@bridges/kit';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { readLine } from '../src/search/block.ts';
import { readText } from '../src/search/kept-text.ts';
import { searchQueueAdd } from '../src/services/search-queue.ts';
import { SearchThread } from '../src/services/search-thread.ts';
import { SendPressure } from '../src/services/send-pressure.ts';
import { cast, query } from './chat-tools.ts';
import { indexed, payloadOf, withDb } from './search-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;

// The only index is that of the test.
beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    env: { MESSAGES_SEARCH_INDEX: 'off' },
  });
  [alice, bob] = await cast(platform, 'alice', 'bob');
});
afterAll(() => platform?.stop());

async function indexing(use: (index: SearchThread, failures: string[]) => Promise<void>): Promise<void> {
  const failures: string[] = [];
  const log = createLogger({ destination: { write: (line) => void failures.push(line) }, level: 'error' });
  const index = new SearchThread({
    databaseUrl: platform.databaseUrl('messages'),
    ...{ log, pressure: new SendPressure().shared },
  });
  try {
    await use(index, failures);
  } finally {
    await index.stop();
  }
}

const noted = (chatId: string) =>
  withDb(platform, (db) => db.transaction().execute((trx) => searchQueueAdd(trx, [chatId])));

async function indexedTexts(chatId: string): Promise<string[]> {
  const blocks = await query<{ lines: string }>(
    platform,
    'select lines from message_search where chat_id = $1 order by block_no',
    [chatId],
  );
  return blocks.flatMap(({ lines }) =>
    lines.split('\n').flatMap((line) => (line === '' ? [] : readText(readLine(line).text))),
  );
}

const becomes = (chatId: string, texts: string[]) =>
  vi.waitFor(async () => expect(await indexedTexts(chatId)).toEqual(texts), { timeout: 20_000 });

it('indexes what was committed without reading it back, as long as nothing of it changed', async () => {
  const [own, other] = [await alice.openDirect(bob), await bob.openDirect(bob)];
  await indexing(async (index) => {
    // What was there before the index is read, whatever it is told.
    index.kick();
    await indexed(platform);
    await alice.post(own.id, 'как в базе');
    await bob.post(other.id, 'и здесь');
    // Other texts than those that are stored, to tell where they are from.
    const payload = payloadOf(alice, own.id, ['как сказано']);
    index.keep({ payload }, [{ chatId: own.id }], new Map([[own.id, { rev: 0 }]]));
    index.keep(
      { payload: payloadOf(alice, other.id, ['неправда']) },
      [{ chatId: other.id }],
      new Map([[other.id, { rev: 7 }]]),
    );
    await noted(own.id);
    await noted(other.id);
    index.kick();
    await becomes(own.id, ['как сказано']);
    await becomes(other.id, ['и здесь']);
    // What is told is copied: it goes to others, too.
    expect(payload.length).toBeGreaterThan(0);
  });
});

it('is told no more than it can take, and reads the rest', async () => {
  const { id } = await bob.openDirect(alice);
  await indexing(async (index) => {
    index.kick();
    await indexed(platform);
    const { seq } = await alice.post(id, 'как в базе');
    const [much, told] = [
      payloadOf(alice, alice.id, ['x'.repeat(40_000_000)]),
      payloadOf(alice, id, ['как сказано'], seq),
    ];
    index.keep({ payload: much }, [{ chatId: alice.id }], new Map());
    index.keep({ payload: told }, [{ chatId: id }], new Map());
    await noted(id);
    index.kick();
    await vi.waitFor(async () => expect((await indexedTexts(id)).at(-1)).toBe('как в базе'), {
      timeout: 20_000,
    });
  });
});

it('goes on where it was when it fails', async () => {
  const { id } = await alice.openDirect(alice);
  await alice.post(id, 'первое');
  await indexing(async (index, failures) => {
    await noted(id);
    index.kick();
    await becomes(id, ['первое']);
    index.keep({ payload: Buffer.from([0xff]) }, [{ chatId: id }], new Map());
    index.kick();
    await alice.post(id, 'второе');
    await noted(id);
    await vi.waitFor(() => expect(failures.join('')).toContain('a thread failed'), { timeout: 20_000 });
    // Nobody tells it: it looks at the queue when it begins anew.
    await becomes(id, ['первое', 'второе']);
  });
});

it('leaves the texts of blocks to be vacuumed for what was replaced, not for what was added', async () => {
  const found = await query<{ options: string[] | null }>(
    platform,
    "select reloptions as options from pg_class where oid = (select reltoastrelid from pg_class where relname = 'message_search')",
    [],
  );
  expect(found).toEqual([{ options: ['autovacuum_vacuum_insert_threshold=-1'] }]);
});
