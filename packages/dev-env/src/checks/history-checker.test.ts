import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEntry, Seen } from './history.ts';
import { checkHistory } from './history-checker.ts';
import type { Violation } from './history-checker.ts';

const chatId = 'chat';
const textOf = (seq: number) => `text ${seq}`;
const message = (seq: number): Seen => ({
  chatId,
  seq,
  senderId: 'alice',
  clientId: `id-${seq}`,
  text: textOf(seq),
});
const asked = (seq: number): HistoryEntry => ({
  kind: 'asked',
  client: 'phone',
  user: 'alice',
  chatId,
  clientId: `id-${seq}`,
  text: textOf(seq),
});
const acknowledged = (seq: number): HistoryEntry => ({
  kind: 'acknowledged',
  client: 'phone',
  user: 'alice',
  clientId: `id-${seq}`,
  seq,
});
const saw = (seq: number, client = 'tablet'): HistoryEntry => ({
  kind: 'saw',
  client,
  user: 'bob',
  message: message(seq),
});
const cursor = (seq: number): HistoryEntry => ({ kind: 'cursor', client: 'tablet', chatId, seq });
const final = (seqs: number[], lastSeq = seqs.length): HistoryEntry => ({
  kind: 'final',
  chatId,
  lastSeq,
  messages: seqs.map(message),
});
const disturbed: HistoryEntry = { kind: 'disturbed', client: 'phone' };

/** Alice sends three messages, Bob sees each, a fault is felt, and all is there at the end. */
const good: HistoryEntry[] = [
  ...[1, 2, 3].flatMap((seq) => [asked(seq), saw(seq), acknowledged(seq), cursor(seq)]),
  disturbed,
  { kind: 'marker', client: 'phone', chatId, of: 'bob', seq: 2 },
  { kind: 'marker', client: 'phone', chatId, of: 'bob', seq: 3 },
  { kind: 'page', client: 'phone', user: 'alice', chatId, after: 1, seqs: [2, 3], askedAt: 12 },
  { kind: 'counters', user: 'bob', chatId, lastSeq: 3, readSeq: 2, unreadCount: 1 },
  { kind: 'state', client: 'tablet', differences: [] },
  final([1, 2, 3]),
];
const without = (entry: HistoryEntry) =>
  good.filter((other) => JSON.stringify(other) !== JSON.stringify(entry));
const insteadOf = (entry: HistoryEntry, ...others: HistoryEntry[]) =>
  good.flatMap((other) => (JSON.stringify(other) === JSON.stringify(entry) ? others : [other]));
const rulesOf = (entries: HistoryEntry[]) => [
  ...new Set(checkHistory(entries).violations.map(({ rule }) => rule)),
];

test('a good history passes', () => {
  expect(checkHistory(good, { isFaultRun: true, minAcknowledged: 3 })).toEqual({
    outcome: 'passed',
    violations: [],
    acknowledged: 3,
    disturbed: 1,
  });
});

test('a fault that did not bite, or too few sends, say nothing', () => {
  expect(checkHistory(without(disturbed), { isFaultRun: true }).outcome).toBe('unknown');
  expect(checkHistory(good, { minAcknowledged: 500 }).outcome).toBe('unknown');
  // What is wrong is wrong all the same.
  expect(checkHistory([...good, saw(3)], { minAcknowledged: 500 }).outcome).toBe('failed');
});

const planted: [bug: string, rule: Violation, history: HistoryEntry[]][] = [
  ['acknowledged before the commit, then killed', 'lost', insteadOf(final([1, 2, 3]), final([1, 2]))],
  ['a message nobody sent', 'phantom', without(asked(2))],
  [
    'a refused message that was stored',
    'phantom',
    insteadOf(acknowledged(2), { kind: 'refused', client: 'phone', user: 'alice', clientId: 'id-2' }),
  ],
  [
    'another text than was sent',
    'phantom',
    insteadOf(saw(2), {
      kind: 'saw',
      client: 'tablet',
      user: 'bob',
      message: { ...message(2), text: 'other' },
    }),
  ],
  [
    'a repeat stored again',
    'duplicate',
    insteadOf(final([1, 2, 3]), {
      kind: 'final',
      chatId,
      lastSeq: 4,
      messages: [...[1, 2, 3].map(message), { ...message(3), seq: 4 }],
    }),
  ],
  [
    'two messages of one seq',
    'duplicate',
    insteadOf(saw(3), {
      kind: 'saw',
      client: 'tablet',
      user: 'bob',
      message: { ...message(2), clientId: 'id-3', text: textOf(3) },
    }),
  ],
  ['a live event shown twice', 'duplicate', insteadOf(saw(2), saw(2), saw(2))],
  [
    'acknowledged under two seqs',
    'duplicate',
    insteadOf(acknowledged(2), acknowledged(2), {
      kind: 'acknowledged',
      client: 'phone',
      user: 'alice',
      clientId: 'id-2',
      seq: 7,
    }),
  ],
  ['committed out of order', 'order', [asked(1), asked(2), saw(2), saw(1)]],
  ['a gap in seq', 'order', [asked(1), asked(3), final([1, 3], 2)]],
  ['a dropped event, with the gap check off', 'hole', without(saw(2))],
  ['a dropped last event that a head announced', 'hole', [asked(1), saw(1), cursor(2)]],
  [
    'a replica that lags',
    'own write not read',
    insteadOf(good[15] as HistoryEntry, {
      kind: 'page',
      client: 'phone',
      user: 'alice',
      chatId,
      after: 1,
      seqs: [2],
      askedAt: 12,
    }),
  ],
  ['a cursor that goes back', 'cursor back', [...good, cursor(1)]],
  [
    'a read marker that goes back',
    'cursor back',
    [...good, { kind: 'marker', client: 'phone', chatId, of: 'bob', seq: 1 }],
  ],
  [
    'a removed user whose socket stays open',
    'seen after removal',
    [
      asked(1),
      asked(2),
      { kind: 'removed', user: 'bob', chatId, atMs: 1000 },
      { kind: 'clock', atMs: 2900 },
      saw(1),
      { kind: 'clock', atMs: 3001 },
      saw(2),
    ],
  ],
  [
    'unread counted wrongly',
    'counters',
    [...good, { kind: 'counters', user: 'bob', chatId, lastSeq: 3, readSeq: 1, unreadCount: 1 }],
  ],
  ['a counter ahead of its messages', 'counters', insteadOf(final([1, 2, 3]), final([1, 2, 3], 4))],
  [
    'a write whose event was forgotten',
    'state',
    [...good, { kind: 'state', client: 'tablet', differences: ['title'] }],
  ],
];

describe('planted bugs', () => {
  test.each(planted)('%s: %s', (_bug, rule, history) => {
    expect(rulesOf(history)).toContain(rule);
    expect(checkHistory(history).outcome).toBe('failed');
  });

  test('an explicit reset is no hole', () => {
    expect(
      rulesOf([asked(3), { kind: 'reset', client: 'tablet', chatId, seq: 2 }, saw(3), cursor(3)]),
    ).toEqual([]);
  });

  test('a page asked for before the acknowledgement may lack the message', () => {
    const page: HistoryEntry = {
      kind: 'page',
      client: 'phone',
      user: 'alice',
      chatId,
      after: 0,
      seqs: [],
      askedAt: 0,
    };
    expect(rulesOf([asked(1), acknowledged(1), page])).toEqual([]);
  });
});

test('any one lost event of a longer history is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), (count, pick) => {
      const seqs = Array.from({ length: count }, (_, index) => index + 1);
      const dropped = (pick % count) + 1;
      const history = [
        ...seqs.flatMap((seq) => [asked(seq), ...(seq === dropped ? [] : [saw(seq)]), acknowledged(seq)]),
        cursor(count),
        final(seqs),
      ];
      expect(rulesOf(history)).toEqual(['hole']);
    }),
  );
});
