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

it('breaks a group at a reply', () => {
  const answer = { ...message(2, 'a', 1), replyTo: { seq: 1 } };
  expect(groups(rowsOf({ messages: [message(1, 'a', 0), answer, message(3, 'a', 2)] }))).toEqual([
    '<>',
    '<',
    '>',
  ]);
});

it('makes one line of deleted messages that follow each other, and none of hidden ones', () => {
  const kinds: Array<Message['kind']> = [
    'text',
    'deleted',
    'deleted',
    'hidden',
    'deleted',
    'text',
    'deleted',
  ];
  const rows = rowsOf({ messages: kinds.map((kind, at) => message(at + 1, 'a', at, kind)) });
  expect(rows.map(({ kind, seq, deletedCount }) => [kind, seq, deletedCount])).toEqual([
    ['text', 1, 0],
    ['deleted', 5, 3],
    ['text', 6, 0],
    ['deleted', 7, 1],
  ]);
});

it('takes messages on their way out from sight', () => {
  const messages = [message(1, 'a', 0), message(2, 'a', 1)];
  expect(rowsOf({ messages, leaving: new Set([1]) }).map(({ seq }) => seq)).toEqual([2]);
});

it('keeps the row of an unchanged message the same object, and is quick with many', () => {
  const messages = Array.from({ length: 5000 }, (_, at) => message(at + 1, at % 3 === 0 ? 'a' : 'b', at));
  const before = rowsOf({ messages });
  const cpuBefore = process.threadCpuUsage();
  const after = rowsOf({ messages: [...messages, message(5001, 'b', 5000)] });
  expect(process.threadCpuUsage(cpuBefore).user / 1000).toBeLessThan(100);
  expect(after.slice(0, 4999).every((row, at) => row === before[at])).toBe(true);
});
