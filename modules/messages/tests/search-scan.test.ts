import type { Attachment } from '@bridges/contracts';
import { MessagesSentSchema } from '@bridges/contracts/proto';
import { fold, parseQuery, wordsOf } from '@bridges/contracts/search';
import { encodeProto } from '@bridges/kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBlockBuilder } from '../src/search/block-build.ts';
import type { BuiltBlock, SentMessage, SourceMessage } from '../src/search/block-build.ts';
import { foldedFields, kindBits, lineOf } from '../src/search/block.ts';
import { readText, writeText } from '../src/search/kept-text.ts';
import { byStage, termConditions } from '../src/search/condition.ts';
import type { Condition } from '../src/search/condition.ts';
import { textRank } from '../src/search/match.ts';
import { hasBits, rowBits, senderBits, setBits, signatureBytes, wordBits } from '../src/search/signature.ts';
import { hasOf, searchedFields } from '../src/search/searched-fields.ts';
import { notFound, termsOf } from '../src/search/term.ts';
import type { Term } from '../src/search/term.ts';
import { RecentMessages } from '../src/services/recent-messages.ts';
import { SearchTextCache } from '../src/selectors/search-text-cache.ts';
import { SearchScan, inOrder } from '../src/selectors/search-scan.ts';
import type { HitPlace } from '../src/selectors/search-scan.ts';
import { SearchTime } from '../src/selectors/search-time.ts';

const vocabulary =
  `и в не на я что с а как это но у за мы вы да ну ок 7 42 договор договоры договорами договориться работа работать
  разработка встреча встречи отчёт Отчет ошибка понял поняла надо надою счёт сервер сервера ёлка ежи happy happier meeting
  meetings report deploy realization привет приветик hello ABC-10997 BRG-2041 brg2041 TK-416 https://example.org/hello/42 отчёт.xlsx 👍
  snake_case 100% c++ ...`.split(/\s+/);

/** Few chats with long times between messages: their blocks overlap in time as those of real ones do. */
function makeMessages(seeds: readonly number[], chatCount: number): SourceMessage[] {
  const seqs = new Map<string, number>();
  return seeds
    .map((seed, at): SourceMessage => {
      let state = seed;
      const next = (below: number) => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1) % below;
      const chatId = `chat-${Math.floor((next(chatCount) * next(chatCount)) / chatCount)}`;
      const seq = (seqs.get(chatId) ?? 0) + 1 + Number(next(20) === 0);
      seqs.set(chatId, seq);
      const words = Array.from({ length: 1 + next(7) }, () => vocabulary[next(vocabulary.length)] ?? '');
      // Some at the same moment.
      const createdAtMs = 1_700_000_000_000 + Math.floor(at / 3) * 60_000;
      return {
        chatId,
        seq,
        senderId: 'one',
        kind: 'text',
        body: words.join(' '),
        content: null,
        createdAtMs,
      };
    })
    .toSorted((a, b) => (a.chatId < b.chatId ? -1 : a.chatId > b.chatId ? 1 : a.seq - b.seq));
}

/** What sends them. */
const payloadOf = (messages: readonly SourceMessage[]): Uint8Array =>
  encodeProto(MessagesSentSchema, {
    messages: messages.map(({ body: text, content, ...message }) => ({
      ...{ text, contentJson: content ? JSON.stringify(content) : '', ...message },
    })),
  });

/** They went through what an indexer keeps of one chat's messages. */
function keptOf(messages: readonly SourceMessage[]): SentMessage[] {
  const recent = new RecentMessages();
  recent.keep(
    payloadOf(messages),
    messages.map(() => 0),
  );
  const [first, last] = [messages[0], messages.at(-1)];
  return recent.take(first?.chatId ?? '', { after: (first?.seq ?? 0) - 1, until: last?.seq ?? 0 });
}

const holds = (signature: Uint8Array, condition: Condition): boolean => {
  if (typeof condition === 'number')
    return (((signature[condition >>> 3] ?? 0) >> (condition & 7)) & 1) === 1;
  return 'all' in condition
    ? condition.all.every((part) => holds(signature, part))
    : condition.any.some((part) => holds(signature, part));
};

/** The first stage in which all terms pass, as the database works it out. */
const asDatabase = (blocks: readonly BuiltBlock[], terms: readonly Term[]) => {
  const asked = byStage(termConditions(terms), [0, 1, 2, 3]);
  return blocks.flatMap(({ signature, ...block }) => {
    const stages = asked.map((stage) => stage.findIndex((condition) => holds(signature, condition)));
    const [newestMs, oldestMs] = [block.newestAtMs, block.oldestAtMs];
    const stage = Math.max(0, ...stages);
    return stages.includes(-1) ? [] : [{ ...block, newestMs, oldestMs, stage, version: '' }];
  });
};

const scanOf = (
  blocks: readonly BuiltBlock[],
  terms: readonly Term[],
  from?: HitPlace,
  time = new SearchTime(Infinity),
) =>
  new SearchScan({
    find: (stage) =>
      Promise.resolve(
        asDatabase(blocks, terms)
          .filter((block) => stage === 3 || block.stage < 3)
          .map((block) => ({ ...block, stage: stage === 3 ? 3 : block.stage })),
      ),
    load: (wanted) =>
      Promise.resolve(
        blocks
          .filter(({ chatId, blockNo }) =>
            wanted.some((one) => one.chatId === chatId && one.blockNo === blockNo),
          )
          .map((block) => ({ ...block, lines: block.lines.toString() })),
      ),
    terms,
    worstRanks: [0, 1, 2, 3],
    isWanted: () => true,
    hasKinds: false,
    from,
    time,
  });

async function scanned(blocks: readonly BuiltBlock[], terms: readonly Term[], from?: HitPlace) {
  const scan = scanOf(blocks, terms, from);
  const hits: HitPlace[] = [];
  for (let stage = from?.stage ?? 0; stage < 4; stage++)
    for await (const hit of scan.stage(stage)) hits.push(hit);
  return hits;
}

/** The same by pages, for each of which there is time for some looks at a few blocks only. */
async function scannedInPages(blocks: readonly BuiltBlock[], terms: readonly Term[], looks: number) {
  const hits: HitPlace[] = [];
  let from: HitPlace | undefined;
  let patience = looks;
  for (let pages = 1; pages < 1000; pages++) {
    let left = patience;
    const time = new SearchTime(Infinity, { giveTurn: async () => {}, isGone: () => left-- <= 0 });
    const scan = scanOf(blocks, terms, from, time);
    const page: HitPlace[] = [];
    for (let stage = from?.stage ?? 0; stage < 4 && !scan.isPartial; stage++)
      for await (const hit of scan.stage(stage)) page.push(hit);
    if (!scan.isPartial) return { hits: [...hits, ...page], pages };
    // It came no further: what it found is shown, but nothing is told from where to go on.
    patience = scan.stoppedAt ? looks : patience + 1;
    if (!scan.stoppedAt) continue;
    hits.push(...page);
    from = scan.stoppedAt;
  }
  return expect.fail('it comes to no end');
}

/** All messages, each read whole, in order. */
const expected = (messages: readonly SourceMessage[], terms: readonly Term[]): HitPlace[] =>
  messages
    .map(({ chatId, seq, createdAtMs, ...message }): HitPlace => ({
      stage: textRank(foldedFields(message), terms, 3),
      atMs: createdAtMs,
      chatId,
      seq,
    }))
    .filter(({ stage }) => stage < notFound)
    .toSorted((a, b) => a.stage - b.stage || inOrder(a, b));

const asTyped = fc
  .tuple(
    fc.constantFrom(...vocabulary, 'gjyzk', 'ghbdtn', 'dogovor', 'руддщ', 'tk416'),
    fc.nat({ max: 9 }),
    fc.nat(),
  )
  .map(([word, change, at]) => {
    const place = at % word.length;
    if (change === 0) return word.slice(0, place) + word.slice(place + 1);
    if (change === 1) return `${word.slice(0, place)}о${word.slice(place)}`;
    if (change === 2)
      return `${word.slice(0, place)}${word[place + 1] ?? ''}${word[place] ?? ''}${word.slice(place + 2)}`;
    if (change === 3) return word.slice(0, place + 1);
    if (change === 4) return word.slice(place);
    return change === 5 ? `${word.slice(0, place)}ы${word.slice(place + 1)}` : word;
  });

const typed = fc.oneof(
  fc.array(asTyped, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  // As it stands in a message, its last word unfinished as often as not.
  fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 3, max: 14 })),
);

it('finds what reading every message finds, in that order, from the beginning and from any place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { minLength: 300, maxLength: 700 }),
      fc.integer({ min: 1, max: 5 }),
      fc.array(typed, { minLength: 4, maxLength: 8 }),
      fc.nat(),
      async (seeds, chatCount, queries, pick) => {
        const messages = makeMessages(seeds, chatCount);
        const blocks = createBlockBuilder().build(messages);
        for (const query of queries) {
          const q = typeof query === 'string' ? query : phraseOf(messages, query);
          const { words, phrases } = parseQuery(q, {}, { nowMs: 0, utcOffset: 0 });
          const terms = termsOf(words, phrases);
          if (terms.length === 0) continue;
          const all = expected(messages, terms);
          expect(await scanned(blocks, terms), q).toEqual(all);
          if (all.length === 0) continue;
          const at = pick % all.length;
          expect(await scanned(blocks, terms, all[at]), `${q} from ${at}`).toEqual(all.slice(at + 1));
        }
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
});

it('finds the same when it is stopped anywhere, and goes on from there', async () => {
  let mostPages = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { minLength: 300, maxLength: 700 }),
      fc.array(asTyped, { minLength: 2, maxLength: 4 }),
      fc.integer({ min: 1, max: 3 }),
      async (seeds, queries, looks) => {
        const messages = makeMessages(seeds, 120);
        const blocks = createBlockBuilder().build(messages);
        for (const q of queries) {
          const terms = termsOf([q], []);
          if (terms.length === 0) continue;
          const { hits, pages } = await scannedInPages(blocks, terms, looks);
          expect(hits, q).toEqual(expected(messages, terms));
          mostPages = Math.max(mostPages, pages);
        }
      },
    ),
    { numRuns: 10, endOnFailure: true },
  );
  expect(mostPages).toBeGreaterThan(3);
});

/** From the beginning of a word on. */
function phraseOf(
  messages: readonly SourceMessage[],
  [which, from, length]: [number, number, number],
): string {
  const text = fold(messages[which % messages.length]?.body ?? '');
  const words = wordsOf(text);
  const start = Math.max(0, text.indexOf(words[from % Math.max(1, words.length)] ?? ''));
  return `"${text.slice(start, start + length).replaceAll('"', '')}"`;
}

it('a word of four letters and more is found with one error in it, but for the first letter of a short one', () => {
  const letters = fc.constantFrom(...'абвгдеиклмнорсту');
  fc.assert(
    fc.property(
      fc.array(letters, { minLength: 4, maxLength: 9 }).map((all) => all.join('')),
      fc.nat(),
      letters,
      fc.constantFrom('more', 'less', 'other', 'swapped'),
      (word, pick, letter, how) => {
        const least = word.length < 6 ? 1 : 0;
        const at = least + (pick % (word.length - least - (how === 'swapped' ? 1 : 0)));
        const rest = word.slice(at);
        const changed =
          word.slice(0, at) +
          {
            more: letter + rest,
            less: rest.slice(1),
            other: letter + rest.slice(1),
            swapped: `${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`,
          }[how];
        expect(textRank(changed, termsOf([word], []), 3), `${word} in ${changed}`).toBeLessThan(notFound);
      },
    ),
    { numRuns: 500 },
  );
});

it('a block holds the lines of its messages and the bits of their words, and nothing else', () => {
  const word = fc.constantFrom(
    ...vocabulary,
    'чтоб',
    'яко',
    '👍🏽',
    '«Ёлки»',
    'и\u0306',
    'naïve',
    'Straße',
    'https://example.org',
    'WWW.example.org',
    'ｗｗｗ.example.org',
    'w.w//(]',
    '[call](tel:1)',
    'і',
    '…',
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
    fc.string({ unit: 'binary' }),
    // Longer than what is kept of a word, and than what there is room for at first.
    fc.tuple(word, fc.constantFrom(60, 3000)).map(([part, length]) => part.repeat(length).slice(0, length)),
  );
  const builder = createBlockBuilder();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, fc.array(text, { maxLength: 2 })), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(1, 36, 1295, 46_656, 2 ** 31, 2 ** 45),
      (texts, ms) => {
        const messages = texts.map(([body, names], at): SourceMessage => {
          const attachments = names.map((name) => ({ name, kind: 'file' }) as Attachment);
          const content = names.length > 0 ? { attachments } : null;
          return {
            ...{ chatId: 'chat', seq: at + 1, senderId: 'one', kind: 'text' },
            ...{ body, content, createdAtMs: ms + at },
          };
        });
        const signature = Buffer.alloc(signatureBytes);
        setBits(signature, senderBits('one'));
        const lines = messages.map((message) => {
          for (const has of hasOf(message)) setBits(signature, hasBits(has));
          for (const field of searchedFields(message)) {
            const words = wordsOf(fold(field));
            setBits(signature, [...words.flatMap(wordBits), ...rowBits(words)]);
          }
          const { seq, createdAtMs } = message;
          const head = [seq, createdAtMs, 0, kindBits(hasOf(message))].map((number) => number.toString(36));
          return `${head.join(',')}\t${writeText(foldedFields(message))}\n`;
        });
        expect(messages.map((message) => lineOf(message, ['one']))).toEqual(lines);
        // As they are read, and as they were sent.
        for (const given of [messages, keptOf(messages)]) {
          const [block] = builder.build(given);
          expect(block?.lines.toString()).toBe(lines.join(''));
          expect(block?.signature.equals(signature)).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});

it('words that are known have their own bits, also when there are more of them than are remembered', () => {
  const builder = createBlockBuilder();
  const bodyOf = (at: number) => `слово${at} word${at % 7}`;
  for (let turn = 0; turn < 2; turn++)
    for (let at = 0; at < 25_000; at += 2500) {
      const body = Array.from({ length: 2500 }, (_, word) => bodyOf(at + word)).join('. ');
      const message = {
        chatId: 'chat',
        seq: 1,
        senderId: 'one',
        kind: 'text',
        content: null,
        createdAtMs: 1,
      };
      const [block] = builder.build([{ ...message, body }]);
      const words = wordsOf(fold(body));
      const signature = Buffer.alloc(signatureBytes);
      setBits(signature, [...senderBits('one'), ...words.flatMap(wordBits), ...rowBits(words)]);
      expect(block?.signature.equals(signature), `${turn} ${at}`).toBe(true);
    }
});

it('whatever is folded is the same after it was kept, and Russian takes a byte a letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = fold(text);
      expect(readText(writeText(folded))).toBe(folded);
    }),
  );
  expect(Buffer.byteLength(writeText(fold('Съешь же ещё этих мягких французских булок, да выпей чаю')))).toBe(
    56,
  );
});

it('a text is kept in memory for its version, as long as it is used, and no more than there is place', () => {
  const cache = new SearchTextCache(10_000);
  const lines = 'x'.repeat(800);
  const keep = (key: string, version = '1') => cache.set(key, { version, lines, senders: undefined });
  keep('used');
  expect(cache.get('used', '1')?.lines).toBe(lines);
  expect(cache.get('used', '2')).toBeUndefined();
  keep('used', '2');
  expect([cache.get('used', '1'), cache.get('used', '2')?.version]).toEqual([undefined, '2']);
  const others = Array.from({ length: 50 }, (_, at) => `other ${at}`);
  for (const key of others) {
    keep(key);
    expect(cache.get('used', '2')?.version, key).toBe('2');
  }
  const held = others.filter((key) => cache.get(key, '1') !== undefined);
  expect(held.length).toBeGreaterThan(0);
  expect(held.length).toBeLessThan(10);
  cache.set('large', { version: '1', lines: 'x'.repeat(20_000), senders: undefined });
  expect(cache.get('large', '1')).toBeUndefined();
  const none = new SearchTextCache(0);
  none.set('any', { version: '1', lines, senders: undefined });
  expect(none.get('any', '1')).toBeUndefined();
});

it('what was committed here is at hand as long as it is all there is, and nothing of it changed', () => {
  const recent = new RecentMessages();
  const commit = (rev: number, ...seqs: number[]) => {
    const messages = seqs.map((seq) => ({
      ...{ chatId: 'a', seq, senderId: 'one', kind: 'text', body: `text ${seq}` },
      ...{ createdAtMs: seq, content: null },
    }));
    recent.keep(
      payloadOf(messages),
      seqs.map(() => rev),
    );
  };
  const range = (after: number, rev = 1) => {
    const { firstSeq, lastSeq } = recent.rangeAfter('a', { after, rev }) ?? {};
    return firstSeq === undefined ? 'nothing' : `${firstSeq}-${lastSeq}`;
  };
  const taken = (after: number, until: number) => recent.take('a', { after, until }).map(({ seq }) => seq);
  expect(range(0)).toBe('nothing');
  commit(1, 2, 3);
  commit(1, 4);
  expect([range(0), range(1), range(2), range(3), range(4)]).toEqual(['2-4', '2-4', '3-4', '4-4', 'nothing']);
  expect([taken(1, 4), taken(2, 3), taken(3, 4)]).toEqual([[2, 3, 4], [3], [4]]);
  // Something was edited or deleted since.
  expect(range(0, 2)).toBe('nothing');
  // Another process, or a commit that was not told, had the one before: what is here comes first.
  commit(1, 6);
  expect([range(1), range(4)]).toEqual(['2-4', 'nothing']);
  recent.drop('a', 5);
  commit(1, 7, 8);
  expect([range(5), taken(6, 8)]).toEqual(['7-8', [7, 8]]);
  // What was committed before a change may be what was changed.
  commit(2, 9);
  expect([range(6, 2), range(8, 1), taken(8, 9)]).toEqual(['9-9', 'nothing', [9]]);
  commit(2, 10, 11);
  recent.drop('a', 10);
  expect([range(9, 2), taken(10, 11)]).toEqual(['11-11', [11]]);
  recent.drop('a', 11);
  expect(range(10, 2)).toBe('nothing');
});

it('what is taken of an event says what was sent', () => {
  const messages = ['text', 'system', 'deleted', 'note', ''].map((kind, at): SourceMessage => ({
    ...{ chatId: 'a', seq: at + 1, senderId: `one-${at}`, kind, body: 'съешь же ещё'.repeat(at) },
    ...{ createdAtMs: 1_700_000_000_000 + at, content: at === 2 ? { isSilent: true } : null },
  }));
  const taken = keptOf(messages).map(({ body, ...message }) => ({
    ...message,
    body: body.bytes.toString('utf8', body.start, body.end),
  }));
  expect(taken).toEqual(messages);
});

it('counts what it holds of what it was told, until nothing of an event is needed any more', () => {
  const held = new Int32Array(1);
  const recent = new RecentMessages(held);
  const keep = (chatId: string, ...seqs: number[]) => {
    const message = { chatId, senderId: 'one', kind: 'text', body: 'x'.repeat(100_000) };
    const payload = payloadOf(seqs.map((seq) => ({ ...message, seq, createdAtMs: 1, content: null })));
    held[0] = (held[0] ?? 0) + payload.length;
    recent.keep(
      payload,
      seqs.map(() => 1),
    );
    return payload.length;
  };
  const [one, two] = [keep('behind', 1), keep('behind', 2, 3)];
  expect([held[0], recent.isMuch]).toEqual([one + two, false]);
  recent.drop('behind', 2);
  expect(held[0]).toBe(two);
  // What does not follow what is here is of no use, nor is an event of which another process has indexed all.
  keep('behind', 5);
  expect(held[0]).toBe(two);
  recent.drop('behind', 3);
  expect(held[0]).toBe(0);
  for (let turn = 0; turn < 50; turn++) keep(`other ${turn}`, 1);
  expect(recent.isMuch).toBe(true);
  recent.forget();
  expect([held[0], recent.isMuch, recent.rangeAfter('other 3', { after: 0, rev: 1 })]).toEqual([
    0,
    false,
    undefined,
  ]);
});
