import type { Message, OutboxEntry } from '@bridges/sdk';
import { dayNumber } from '../../i18n/dates.ts';

/** How a message of mine stands; null for those of others. */
export type Delivery = 'waiting' | 'failed' | 'sent' | null;

export interface TimelineRow {
  /** Stays the same while a message goes from the outbox into the chat. */
  readonly key: string;
  readonly clientId: string;
  /** 0 while it is on its way; of several deleted ones, the last. */
  readonly seq: number;
  readonly senderId: string;
  readonly kind: 'text' | 'system' | 'deleted';
  readonly text: string;
  readonly at: Date;
  readonly delivery: Delivery;
  readonly isOwn: boolean;
  /** What the server told; null while it is on its way. */
  readonly message: Message | null;
  /** What is on its way; null when it has arrived. */
  readonly entry: OutboxEntry | null;
  /** First and last of a group: one author, within five minutes, one day. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Has the date above it. */
  readonly hasDate: boolean;
  /** Has the "New messages" divider above it. */
  readonly hasDivider: boolean;
  /** How many deleted messages this row stands for. */
  readonly deletedCount: number;
}

type Base = Omit<TimelineRow, keyof Place>;
type Place = Pick<TimelineRow, 'isFirst' | 'isLast' | 'hasDate' | 'hasDivider' | 'deletedCount'>;
type Draft = { -readonly [Name in keyof Place]: Place[Name] } & { base: Base; source: Message | OutboxEntry };

const groupSpanMs = 5 * 60_000;

export interface TimelineInput {
  messages: readonly Message[];
  outbox: readonly OutboxEntry[];
  meId: string;
  /** Messages after this seq were unread when the chat was opened; null: none were. */
  dividerAfter: number | null;
  /** Older messages exist: then the first row's date is not known to be a new one. */
  hasBefore: boolean;
  /** Being deleted, but it can still be undone. */
  leaving?: ReadonlySet<number>;
}

/** The rows of a timeline, oldest first; the outbox follows the messages. An unchanged row stays the same object. */
export function timelineRows(input: TimelineInput): TimelineRow[] {
  const { messages, outbox, meId, dividerAfter, hasBefore, leaving } = input;
  const drafts: Draft[] = [];
  const mine = new Set<string>();
  for (const message of messages) {
    if (message.senderId === meId) mine.add(message.clientId);
    if (message.kind === 'hidden' || leaving?.has(message.seq)) continue;
    addMessage(drafts, message, meId);
  }
  for (const entry of outbox) {
    if (!mine.has(entry.clientId))
      drafts.push({ ...undecided, base: fromOutbox(entry, meId), source: entry });
  }
  let isDividerDue = dividerAfter !== null;
  drafts.forEach((draft, at) => {
    const before = drafts[at - 1];
    const { base } = draft;
    draft.hasDate = before ? dayNumber(before.base.at) !== dayNumber(base.at) : !hasBefore;
    if (isDividerDue && base.seq > (dividerAfter ?? 0) && !base.isOwn) {
      draft.hasDivider = true;
      isDividerDue = false;
    }
    draft.isFirst = !before || draft.hasDate || draft.hasDivider || !isSameGroup(before.base, base);
    if (before) before.isLast = draft.isFirst;
  });
  return drafts.map(settled);
}

const undecided: Place = { isFirst: true, isLast: true, hasDate: false, hasDivider: false, deletedCount: 0 };

/** Deleted ones that follow each other on one day are one line. */
function addMessage(drafts: Draft[], message: Message, meId: string): void {
  const base = fromMessage(message, meId);
  const before = drafts.at(-1);
  const isRun =
    base.kind === 'deleted' &&
    before?.base.kind === 'deleted' &&
    dayNumber(before.base.at) === dayNumber(base.at);
  if (isRun) drafts.pop();
  const deletedCount = base.kind === 'deleted' ? 1 + (isRun ? before.deletedCount : 0) : 0;
  drafts.push({ ...undecided, deletedCount, base, source: message });
}

function isSameGroup(before: Base, row: Base): boolean {
  return (
    before.senderId === row.senderId &&
    before.kind === 'text' &&
    row.kind === 'text' &&
    row.message?.replyTo === undefined &&
    row.entry?.extras?.replyTo === undefined &&
    row.at.getTime() - before.at.getTime() <= groupSpanMs
  );
}

const known = new WeakMap<Message | OutboxEntry, TimelineRow>();

function settled({ base, source, ...place }: Draft): TimelineRow {
  const before = known.get(source);
  const isSame =
    before !== undefined &&
    before.isOwn === base.isOwn &&
    (Object.keys(place) as Array<keyof Place>).every((name) => before[name] === place[name]);
  if (isSame) return before;
  const row = { ...base, ...place };
  known.set(source, row);
  return row;
}

const bases = new WeakMap<Message | OutboxEntry, Base>();

function fromMessage(message: Message, meId: string): Base {
  const isOwn = message.senderId === meId;
  const before = bases.get(message);
  if (before?.isOwn === isOwn) return before;
  const base: Base = {
    key: `${message.senderId}:${message.clientId}`,
    clientId: message.clientId,
    seq: message.seq,
    senderId: message.senderId,
    kind: message.kind === 'hidden' ? 'deleted' : message.kind,
    text: message.text,
    at: new Date(message.createdAt),
    delivery: isOwn ? 'sent' : null,
    isOwn,
    message,
    entry: null,
  };
  bases.set(message, base);
  return base;
}

function fromOutbox(entry: OutboxEntry, meId: string): Base {
  return {
    key: `${meId}:${entry.clientId}`,
    clientId: entry.clientId,
    seq: entry.seq ?? 0,
    senderId: meId,
    kind: 'text',
    text: entry.text,
    at: new Date(entry.createdAt),
    delivery: entry.status === 'pending' ? 'waiting' : entry.status,
    isOwn: true,
    message: null,
    entry,
  };
}
