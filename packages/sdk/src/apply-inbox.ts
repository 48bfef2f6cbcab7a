import type { Message, Notification, NotificationPage, SocketEvent } from '@bridges/contracts';
import type { ClientState, InboxState } from './state.ts';

export type InboxEvent = Extract<
  SocketEvent,
  { ev: 'notification' | 'notificationsRead' | 'notificationsGone' }
>;

/** Something came into the inbox, grew, was read or is gone. The server's count is right, whatever is held. */
export function applyInboxEvent(state: ClientState, event: InboxEvent): ClientState {
  const { inbox } = state;
  const { unreadCount } = event;
  switch (event.ev) {
    case 'notification': {
      const { notification } = event;
      // Below what was fetched so far it comes with its page.
      const isBelow = inbox.nextCursor !== null && !isNewer(notification, inbox.entries.at(-1));
      const entries = isBelow ? without(inbox, [notification.id]) : merged(inbox.entries, [notification]);
      return { ...state, inbox: { ...inbox, entries, unreadCount } };
    }
    case 'notificationsRead': {
      const ids = event.notification === null ? null : [event.notification, ...(event.alsoRead ?? [])];
      return { ...state, inbox: { ...inbox, entries: readEntries(inbox, ids, event.readAt), unreadCount } };
    }
    case 'notificationsGone':
      return { ...state, inbox: { ...inbox, entries: without(inbox, event.notifications), unreadCount } };
  }
}

/** A page of `GET /api/notifications`: the newest one instead of what is held, or the next one behind it. */
export function applyInboxPage(state: ClientState, page: NotificationPage, isFirst: boolean): ClientState {
  const entries = isFirst ? page.notifications : merged(state.inbox.entries, page.notifications);
  const { unreadCount, nextCursor } = page;
  return { ...state, inbox: { entries, unreadCount, nextCursor, isLoaded: true } };
}

/** Messages were deleted: what one of them said is shown no more, also before the server tells what is left to say. */
export function eraseTold(state: ClientState, chatId: string, changed: readonly Message[]): ClientState {
  const seqs = new Set(changed.flatMap(({ kind, seq }) => (kind === 'deleted' ? [seq] : [])));
  if (seqs.size === 0) return state;
  const entries = state.inbox.entries.map((entry) =>
    entry.kind === 'messages' && entry.details.chatId === chatId && seqs.has(entry.details.seq)
      ? { ...entry, details: { ...entry.details, text: '' } }
      : entry,
  );
  return { ...state, inbox: { ...state.inbox, entries } };
}

/** I have read one, or (null) all: at once, before the server says so. */
export function applyInboxRead(state: ClientState, id: string | null, readAt: string): ClientState {
  const { inbox } = state;
  const isCounted = inbox.entries.some((entry) => entry.id === id && entry.readAt === null);
  const unreadCount = id === null ? 0 : Math.max(0, inbox.unreadCount - (isCounted ? 1 : 0));
  const entries = readEntries(inbox, id === null ? null : [id], readAt);
  return { ...state, inbox: { ...inbox, entries, unreadCount } };
}

function readEntries({ entries }: InboxState, ids: readonly string[] | null, readAt: string): Notification[] {
  const isMeant = (id: string) => ids === null || ids.includes(id);
  return entries.map((entry) => (entry.readAt === null && isMeant(entry.id) ? { ...entry, readAt } : entry));
}

function without({ entries }: InboxState, ids: readonly string[]): Notification[] {
  return entries.filter(({ id }) => !ids.includes(id));
}

/** Newest first; of the same entry the one told last. */
function merged(held: readonly Notification[], told: readonly Notification[]): Notification[] {
  const byId = new Map([...held, ...told].map((entry) => [entry.id, entry]));
  return [...byId.values()].sort((a, b) => (isNewer(a, b) ? -1 : 1));
}

function isNewer(one: Notification, other: Notification | undefined): boolean {
  if (other === undefined) return true;
  if (one.createdAt !== other.createdAt) return one.createdAt > other.createdAt;
  return one.id > other.id;
}
