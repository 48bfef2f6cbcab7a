import type { Message, OutboxEntry } from '@bridges/sdk';
import { dayNumber } from '../../i18n/dates.ts';

/** How a message of mine stands; null for those of others. */
export type Delivery = 'waiting' | 'failed' | 'sent' | null;

export interface TimelineRow {
  /** Stays the same while a message goes from the outbox into the chat. */
  key: string;
  clientId: string;
  /** 0 while it is on its way. */
  seq: number;
  senderId: string;
  kind: 'text' | 'system';
  text: string;
  at: Date;
  delivery: Delivery;
  isOwn: boolean;
  /** First and last of a group: one author, within five minutes, one day. */
  isFirst: boolean;
  isLast: boolean;
  /** Has the date above it. */
  hasDate: boolean;
  /** Has the "New messages" divider above it. */
  hasDivider: boolean;
}

const groupSpanMs = 5 * 60_000;

export interface TimelineInput {
  messages: readonly Message[];
  outbox: readonly OutboxEntry[];
  meId: string;
  /** Messages after this seq were unread when the chat was opened; null: none were. */
  dividerAfter: number | null;
  /** Older messages exist: then the first row's date is not known to be a new one. */
  hasBefore: boolean;
}

/** The rows of a timeline, oldest first; the outbox follows the messages. */
export function timelineRows({
  messages,
  outbox,
  meId,
  dividerAfter,
  hasBefore,
}: TimelineInput): TimelineRow[] {
  const rows = messages.map((message) => fromMessage(message, meId));
  const known = new Set(messages.filter(({ senderId }) => senderId === meId).map(({ clientId }) => clientId));
  for (const entry of outbox) if (!known.has(entry.clientId)) rows.push(fromOutbox(entry, meId));
  let isDividerDue = dividerAfter !== null;
  rows.forEach((row, at) => {
    const before = rows[at - 1];
    row.hasDate = before ? dayNumber(before.at) !== dayNumber(row.at) : !hasBefore;
    if (isDividerDue && row.seq > (dividerAfter ?? 0) && !row.isOwn) {
      row.hasDivider = true;
      isDividerDue = false;
    }
    row.isFirst = !before || row.hasDate || row.hasDivider || !isSameGroup(before, row);
    if (before) before.isLast = row.isFirst;
  });
  return rows;
}

function isSameGroup(before: TimelineRow, row: TimelineRow): boolean {
  return (
    before.senderId === row.senderId &&
    before.kind === 'text' &&
    row.kind === 'text' &&
    row.at.getTime() - before.at.getTime() <= groupSpanMs
  );
}

const undecided = { isFirst: true, isLast: true, hasDate: false, hasDivider: false };

function fromMessage(message: Message, meId: string): TimelineRow {
  const isOwn = message.senderId === meId;
  return {
    ...undecided,
    key: `${message.senderId}:${message.clientId}`,
    clientId: message.clientId,
    seq: message.seq,
    senderId: message.senderId,
    kind: message.kind === 'system' ? 'system' : 'text',
    text: message.text,
    at: new Date(message.createdAt),
    delivery: isOwn ? 'sent' : null,
    isOwn,
  };
}

function fromOutbox(entry: OutboxEntry, meId: string): TimelineRow {
  return {
    ...undecided,
    key: `${meId}:${entry.clientId}`,
    clientId: entry.clientId,
    seq: entry.seq ?? 0,
    senderId: meId,
    kind: 'text',
    text: entry.text,
    at: new Date(entry.createdAt),
    delivery: entry.status === 'pending' ? 'waiting' : entry.status,
    isOwn: true,
  };
}
