import type { SocketEvent } from '@bridges/contracts';
import { applyInboxEvent, applyInboxPage, applyInboxRead, type InboxEvent } from '../apply-inbox.ts';
import type { Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import type { Rest } from '../rest.ts';
import type { Store } from './store.ts';

const longestPauseMs = 30_000;
const pageSize = 30;

export interface InboxOptions {
  store: Store;
  rest: Rest;
  timing: Timing;
  isOnline(): boolean;
  /** Those who did it. */
  want(userIds: string[]): void;
}

/**
 * Fetches the newest page of the inbox whenever the connection is back. Events that come while a fetch is under way
 * are applied once more after it: it may be older than they are.
 */
export function createInbox({ store, rest, timing, isOnline, want }: InboxOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What came while each fetch is under way. */
  const underWay = new Set<InboxEvent[]>();
  let isStale = false;
  let more: Promise<void> | undefined;

  function load(pauseMs = 0, tries = 0): void {
    if (underWay.size > 0) {
      isStale = true;
      return;
    }
    timer ??= setTimeout(() => {
      timer = undefined;
      if (isOnline()) void fetchFirst(tries);
    }, pauseMs);
  }

  async function fetchFirst(tries: number): Promise<void> {
    try {
      await fetchPage(undefined);
    } catch (cause) {
      const error = toApiError(cause);
      const pauseMs = Math.min(longestPauseMs, timing.sendRetryMs * 2 ** tries);
      if (error.isRetryable) load(error.retryAfterMs ?? pauseMs, tries + 1);
    }
  }

  async function fetchPage(cursor: string | undefined): Promise<void> {
    const { me } = store.get();
    const events: InboxEvent[] = [];
    underWay.add(events);
    try {
      const page = await rest.notifications.list({ cursor, limit: pageSize });
      if (store.get().me?.id !== me?.id) return;
      store.update((state) =>
        events.reduce(applyInboxEvent, applyInboxPage(state, page, cursor === undefined)),
      );
      want(page.notifications.flatMap(({ actorIds }) => actorIds));
    } finally {
      underWay.delete(events);
      if (isStale && underWay.size === 0) {
        isStale = false;
        load();
      }
    }
  }

  async function read(id: string | null, ask: () => Promise<void>): Promise<void> {
    store.update((state) => applyInboxRead(state, id, new Date().toISOString()));
    try {
      await ask();
    } catch (cause) {
      load();
      throw cause;
    }
  }

  return {
    heard(event: SocketEvent): void {
      if (event.ev === 'notification') want(event.notification.actorIds);
      if (event.ev === 'notification' || event.ev === 'notificationsRead' || event.ev === 'notificationsGone')
        for (const events of underWay) events.push(event);
    },
    resume: () => load(),
    /** The page behind what is held; calls at the same time share one request. */
    loadMore(): Promise<void> {
      const { nextCursor, isLoaded } = store.get().inbox;
      if (isLoaded && nextCursor === null) return Promise.resolve();
      more ??= fetchPage(nextCursor ?? undefined).finally(() => (more = undefined));
      return more;
    },
    markRead: (id: string) => read(id, () => rest.notifications.markRead(id)),
    markAllRead: () => read(null, () => rest.notifications.markAllRead()),
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
