import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { cast } from './chat-tools.ts';
import { found, indexed, marked, search } from './search-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ postgresUrl: inject('postgresUrl') });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
  for (const text of [
    'Привет, Алиса! Договорились на завтра',
    'Посмотри договор номер 42-Б, пожалуйста',
    'hello, the meetings were moved to Friday',
    'ёлка и ежи',
  ])
    await bob.post(chatId, text);
  await indexed(platform);
});
afterAll(() => platform?.stop());

describe('search', () => {
  it.each([
    ['привет', 'Привет'],
    ['ghbdtn', 'Привет'],
    ['privet', 'Привет'],
    ['руддщ', 'hello'],
    ['договора', 'договор'],
    ['meeting', 'meetings'],
    ['елка', 'ёлка'],
    ['говорил', 'говорил'],
    ['превет', 'Привет'],
    ['dogovorilis', 'Договорились'],
    ['ghbd', 'Прив'],
    ['42-б', '42-Б'],
  ])('finds %s', async (asked, part) => {
    const { hits } = await search(alice, asked);
    expect(hits.flatMap(marked)).toContain(part);
  });
  it('finds nothing where there is nothing', async () => {
    expect(await found(alice, 'синхрофазотрон')).toEqual([]);
  });
});
