import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { createBlockBuilder } from '../src/services/search-block-build.ts';
import type { BlockEnd, BuiltBlock, SourceMessage } from '../src/services/search-block-build.ts';
import { SearchBlockBuilder } from '../src/services/search-block-builder.ts';

const warnings: unknown[] = [];
const builder = new SearchBlockBuilder({ warn: (what: unknown) => void warnings.push(what) });

afterEach(() => builder.close());

const chatIds = [randomUUID(), randomUUID()].toSorted();
const senderIds = [randomUUID(), randomUUID(), randomUUID()];

/** Of two chats, so many of each: more than what is made without a thread. */
const messages = (count: number, from = 1): SourceMessage[] =>
  chatIds.flatMap((chatId, chat) =>
    Array.from({ length: count }, (_, at) => ({
      chatId,
      seq: from + at,
      senderId: senderIds[(at + chat) % 3] ?? '',
      kind: at % 50 === 7 ? 'deleted' : 'text',
      body: `Сообщение ${from + at} about the ёлка, naïve ${chat}`,
      createdAt: new Date(1_700_000_000_000 + at * 1000),
      content: at % 40 === 3 ? { attachments: [{ ...file, name: `отчёт ${at}.pdf` }] } : null,
    })),
  );

const file = {
  fileId: randomUUID(),
  kind: 'file',
  size: 1,
  type: 'application/pdf',
  width: null,
  height: null,
  durationMs: null,
  waveform: null,
  blur: null,
  hasThumbnail: false,
} as const;

/** Bytes as bytes, whatever memory they lie in. */
const plain = (blocks: readonly BuiltBlock[]) =>
  blocks.map((block) => ({
    ...block,
    signature: Buffer.from(block.signature).toString('base64'),
    lines: Buffer.from(block.lines).toString('utf8'),
  }));

it('makes the same blocks of many messages in its thread as without one, and adds to the same ends', async () => {
  const here = createBlockBuilder();
  const begun = here.build(messages(200));
  expect(plain(await builder.build(messages(200)))).toEqual(plain(begun));
  // As they come from the database: pieces of a larger memory.
  const ends = begun
    .filter(({ lastSeq }) => lastSeq === 200)
    .map((end): BlockEnd => {
      const memory = Buffer.concat([Buffer.alloc(100, 1), end.signature, Buffer.alloc(5000, 2)]);
      return { ...end, signature: memory.subarray(100, 100 + end.signature.length) };
    });
  const before = ends.map(({ signature }) => Buffer.from(signature).toString('base64'));
  const added = here.build(messages(180, 201), ends);
  expect(added.map(({ blockNo }) => blockNo)).toEqual([1, 2, 1, 2]);
  expect(plain(await builder.build(messages(180, 201), ends))).toEqual(plain(added));
  expect(ends.map(({ signature }) => Buffer.from(signature).toString('base64'))).toEqual(before);
  expect(warnings).toEqual([]);
});

it('loses nothing with its thread, and begins another', async () => {
  const expected = plain(createBlockBuilder().build(messages(300)));
  const asked = builder.build(messages(300));
  await builder.close();
  expect(plain(await asked)).toEqual(expected);
  expect(warnings).toHaveLength(1);
  expect(plain(await builder.build(messages(300)))).toEqual(expected);
  expect(warnings).toHaveLength(1);
});
