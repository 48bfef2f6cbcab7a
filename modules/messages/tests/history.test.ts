import { startTestPlatform } from '@bridges/dev-env';
import type { TestPlatform, TestUser } from '@bridges/dev-env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TestGroup, cast, chatOf, page, postMany, range, seqsOf } from './chat-tools.ts';

let platform: TestPlatform;
let alice: TestUser;
let bob: TestUser;
let chatId: string;
let emptyId: string;
const last = 12;

beforeAll(async () => {
  platform = await startTestPlatform({
    postgresUrl: inject('postgresUrl'),
    services: ['accounts', 'messages'],
  });
  [alice, bob] = await cast(platform, 'alice', 'bob');
  chatId = (await alice.openDirect(bob)).id;
  await postMany(alice, chatId, last);
  emptyId = (await TestGroup.of(platform, alice, bob)).chatId;
});
afterAll(() => platform.stop());

describe('a page of history', () => {
  // Query, seqs, hasBefore, hasAfter.
  const pages: [string, number[], boolean, boolean][] = [
    ['', range(1, 12), false, false],
    ['?limit=12', range(1, 12), false, false],
    ['?limit=5', range(8, 12), true, false],
    ['?limit=1', [12], true, false],
    ['?before=12&limit=100', range(1, 11), false, true],
    ['?before=6&limit=3', [3, 4, 5], true, true],
    ['?before=4&limit=3', [1, 2, 3], false, true],
    ['?before=13&limit=2', [11, 12], true, false],
    ['?before=4294967295&limit=2', [11, 12], true, false],
    ['?before=1', [], false, true],
    ['?before=0', [], false, true],
    ['?after=0&limit=3', [1, 2, 3], false, true],
    ['?after=9&limit=3', [10, 11, 12], true, false],
    ['?after=9&limit=2', [10, 11], true, true],
    ['?after=12', [], true, false],
    ['?after=4294967295', [], true, false],
    ['?around=6&limit=4', [4, 5, 6, 7], true, true],
    ['?around=6&limit=1', [6], true, true],
    ['?around=1&limit=4', [1, 2, 3, 4], false, true],
    ['?around=0&limit=100', range(1, 12), false, false],
    ['?around=12&limit=4', [10, 11, 12], true, false],
    ['?around=4000&limit=4', [], true, false],
  ];

  it.each(pages)('%s', async (query, seqs, hasBefore, hasAfter) => {
    const answer = await page(bob, chatId, query);
    expect([seqsOf(answer.messages), answer.hasBefore, answer.hasAfter]).toEqual([seqs, hasBefore, hasAfter]);
    for (const message of answer.messages) expect(message.text).toBe(`message ${message.seq}`);
  });

  it('around a moment: the first message at or after it, or the last one', async () => {
    const all = (await page(bob, chatId, '')).messages;
    for (const { createdAt } of all) {
      const first = all.find((one) => one.createdAt === createdAt)?.seq;
      expect(seqsOf((await page(bob, chatId, `?since=${createdAt}&limit=1`)).messages)).toEqual([first]);
    }
    expect(seqsOf((await page(bob, chatId, '?since=2020-01-01T00:00:00.000Z&limit=2')).messages)).toEqual([
      1, 2,
    ]);
    expect(seqsOf((await page(bob, chatId, '?since=2999-01-01T00:00:00.000Z&limit=1')).messages)).toEqual([
      12,
    ]);
    expect((await page(bob, emptyId, '?since=2020-01-01T00:00:00.000Z')).messages).toEqual([]);
  });

  it.each(['', '?before=5', '?after=0', '?after=5', '?around=5', '?limit=1'])(
    'of an empty chat, %s',
    async (query) => {
      const { messages, hasBefore, hasAfter } = await page(bob, emptyId, query);
      expect([messages, hasBefore, hasAfter]).toEqual([[], false, false]);
    },
  );

  it('holds 50 unless asked otherwise, 100 at most, and names its senders once', async () => {
    const { chatId: longId } = await TestGroup.of(platform, alice, bob);
    for (let round = 0; round < 10; round++)
      await Promise.all(range(1, 11).map((at) => (at % 2 ? alice : bob).post(longId, 'x')));
    expect(seqsOf((await page(bob, longId)).messages)).toEqual(range(61, 110));
    const most = await page(bob, longId, '?limit=100');
    expect(seqsOf(most.messages)).toEqual(range(11, 110));
    expect(most.users.map(({ id }) => id).toSorted()).toEqual([alice.id, bob.id].toSorted());
    expect(JSON.stringify(most.users)).not.toContain('email');
  });

  it('gives a new member of a group what was there before her', async () => {
    const group = await TestGroup.of(platform, alice);
    await postMany(alice, group.chatId, 3);
    await group.change({ [bob.id]: 'member' });
    expect(seqsOf((await page(bob, group.chatId)).messages)).toEqual([1, 2, 3]);
    expect(await chatOf(bob, group.chatId)).toMatchObject({ readSeq: 3, unreadCount: 0, role: 'member' });
  });
});
