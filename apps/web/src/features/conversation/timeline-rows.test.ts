import type { Message, OutboxEntry } from '@bridges/sdk';
import { expect, it } from 'vitest';
import { timelineRows } from './timeline-rows.ts';
import type { TimelineInput } from './timeline-rows.ts';

const start = new Date(2026, 10, 21, 12, 0).getTime();
const message = (
  seq: number,
  senderId: string,
  minutes: number,
  kind: Message['kind'] = 'text',
): Message => ({
  chatId: 'chat',
  seq,
  senderId,
  kind,
  text: `message ${seq}`,
  clientId: `client-${seq}`,
  createdAt: new Date(start + minutes * 60_000).toISOString(),
});
const waiting = (clientId: string, status: OutboxEntry['status'] = 'pending'): OutboxEntry => ({
  clientId,
  userId: 'me',
  chatId: 'chat',
  text: clientId,
  createdAt: start + 60 * 60_000,
  status,
  code: null,
  seq: null,
});
const rowsOf = (input: Partial<TimelineInput>) =>
  timelineRows({ messages: [], outbox: [], meId: 'me', dividerAfter: null, hasBefore: true, ...input });
const groups = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(({ isFirst, isLast }) => `${isFirst ? '<' : ''}${isLast ? '>' : ''}`);

it('groups messages of one author within five minutes', () => {
  const messages = [message(1, 'a', 0), message(2, 'a', 5), message(3, 'a', 10.1), message(4, 'b', 10.2)];
  expect(groups(rowsOf({ messages }))).toEqual(['<', '>', '<>', '<>']);
});

it('breaks groups at system messages, at the divider and at midnight', () => {
  expect(
    groups(rowsOf({ messages: [message(1, 'a', 0), message(2, 'a', 1, 'system'), message(3, 'a', 2)] })),
  ).toEqual(['<>', '<>', '<>']);
  expect(groups(rowsOf({ messages: [message(1, 'a', 0), message(2, 'a', 1)], dividerAfter: 1 }))).toEqual([
    '<>',
    '<>',
  ]);
  const midnight = rowsOf({ messages: [message(1, 'a', 719), message(2, 'a', 721)] });
  expect(groups(midnight)).toEqual(['<>', '<>']);
  expect(midnight.map(({ hasDate }) => hasDate)).toEqual([false, true]);
});

it('dates the first row only when nothing is before it', () => {
  const messages = [message(1, 'a', 0)];
  expect(rowsOf({ messages })[0]?.hasDate).toBe(false);
  expect(rowsOf({ messages, hasBefore: false })[0]?.hasDate).toBe(true);
});

it('puts the divider above the first message of another after the marker', () => {
  const messages = [message(1, 'a', 0), message(2, 'me', 1), message(3, 'a', 2), message(4, 'a', 3)];
  expect(rowsOf({ messages, dividerAfter: 1 }).map(({ hasDivider }) => hasDivider)).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(rowsOf({ messages, dividerAfter: 4 }).some(({ hasDivider }) => hasDivider)).toBe(false);
});

it('shows a message of the outbox once, under one key on its whole way', () => {
  const before = rowsOf({ outbox: [waiting('client-9'), waiting('other', 'failed')] });
  expect(before.map(({ delivery }) => delivery)).toEqual(['waiting', 'failed']);
  const after = rowsOf({ messages: [message(9, 'me', 60)], outbox: [waiting('client-9', 'sent')] });
  expect(after.map(({ delivery, seq }) => [delivery, seq])).toEqual([['sent', 9]]);
  expect(after[0]?.key).toBe(before[0]?.key);
});

it('does not take the client id of another sender for mine', () => {
  expect(rowsOf({ messages: [message(9, 'a', 0)], outbox: [waiting('client-9')] })).toHaveLength(2);
});
