import { expect, test } from 'vitest';
import type { EntryTelling, MessagesTelling } from '../channels/channel.ts';
import { mergeTellings } from './merge-tellings.ts';

const base = { userId: 'u', locale: 'en', unreadTotal: 9, isTest: false } as const;
const of = (chatId: string, count: number, ...seqs: number[]): MessagesTelling => ({
  ...base,
  kind: 'messages',
  id: `${chatId}${seqs.join('')}`,
  chat: { id: chatId, kind: 'direct', title: chatId },
  count,
  messages: seqs.map((seq) => ({
    seq,
    senderId: 's',
    senderName: 'Sam',
    text: String(seq),
    sentAt: '2026-11-21T09:30:00.000Z',
    isMention: false,
  })),
});
const entry: EntryTelling = {
  ...base,
  kind: 'entry',
  id: 'e',
  entryId: 'e',
  title: 't',
  text: 't',
  path: '/',
};

test('a chat stands once, with each message once, in order', () => {
  const given = [of('a', 3, 2, 3), entry, of('b', 1, 7), of('a', 1, 4), of('a', 2, 3, 4)];
  const merged = mergeTellings(given);
  expect(merged.map(({ id }) => id)).toEqual(['a23', 'e', 'b7']);
  const [first] = merged;
  expect(first).toMatchObject({ count: 3, messages: [{ seq: 2 }, { seq: 3 }, { seq: 4 }] });
  expect(given[0]).toEqual(of('a', 3, 2, 3));
});
