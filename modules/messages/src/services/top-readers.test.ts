import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presentChat } from '../presenters/chat.ts';
import { moveTopReaders } from './top-readers.ts';
import type { TopReaders } from './top-readers.ts';

const nobody = (): TopReaders => ({ topReader: null, topReadSeq: 0, secondReadSeq: 0 });
const users = ['alice', 'bob', 'carol', 'dan'];
const moves = fc.array(fc.tuple(fc.constantFrom(...users), fc.integer({ min: 1, max: 12 })), {
  maxLength: 40,
});

/** What the chat's head tells this user of the others. */
const othersReadSeq = (readers: TopReaders, viewerId: string): number =>
  presentChat(
    {
      ...readers,
      id: '',
      kind: 'group',
      title: '',
      handle: null,
      userLow: null,
      userHigh: null,
      createdAt: new Date(),
      lastActivityAt: new Date(),
      lastSeq: 12,
      role: 'member',
      readSeq: 0,
      firstSeq: 1,
      hasHidden: false,
      marks: null,
      mentionSeqs: [],
      reactionSeqs: [],
      rev: 0,
      postRole: 'member',
      state: 'open',
      isBlockedByLow: false,
      isBlockedByHigh: false,
      hasDeactivated: false,
      groupInfo: null,
      pins: [],
      lastMessage: null,
    },
    viewerId,
  ).othersReadSeq;

describe('moveTopReaders', () => {
  it('tells everyone how far somebody else has read, as looking at all members would', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const readers = nobody();
        const marks = new Map<string, number>();
        const views = () => users.map((user) => othersReadSeq(readers, user));
        for (const [user, seq] of sequence) {
          const before = views();
          const isChanged = moveTopReaders(readers, user, seq);
          marks.set(user, Math.max(seq, marks.get(user) ?? 0));
          const naive = users.map((viewer) =>
            Math.max(0, ...[...marks].filter(([reader]) => reader !== viewer).map(([, mark]) => mark)),
          );
          expect(views()).toEqual(naive);
          // Whoever's view changed must be told; the head is written only when something in it changed.
          if (views().some((view, at) => view !== before[at])) expect(isChanged).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says that nothing changed, and changes nothing, for who is behind', () => {
    const readers = { topReader: 'alice', topReadSeq: 9, secondReadSeq: 5 };
    for (const [user, seq] of [
      ['alice', 9],
      ['alice', 3],
      ['bob', 5],
      ['carol', 1],
    ] as const)
      expect(moveTopReaders(readers, user, seq)).toBe(false);
    expect(readers).toEqual({ topReader: 'alice', topReadSeq: 9, secondReadSeq: 5 });
  });
});
