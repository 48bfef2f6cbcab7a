import { applyChat, applyHistoryPage } from '../apply-page.ts';
import { dropChats } from '../apply-resume.ts';
import type { Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import type { Rest } from '../rest.ts';
import type { ChatState } from '../state.ts';
import type { Store } from './store.ts';

/** Missing messages up to these numbers are fetched one page after another; beyond, the newest page is enough. */
const fillWhole = { open: 1000, closed: 100 };
const longestPauseMs = 30_000;

export interface GapOptions {
  store: Store;
  rest: Rest;
  timing: Timing;
  isOnline(): boolean;
  isOpen(chatId: string): boolean;
}

/** Fetches what live delivery lost: gaps in a chat, and chats heard of but not known. */
export function createGapFiller({ store, rest, timing, isOnline, isOpen }: GapOptions) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const busy = new Set<string>();

  /** Looks at one chat, soon: a gap often closes by itself when events came out of order. */
  function check(chatId: string, pauseMs = timing.gapGraceMs, tries = 0): void {
    const held = store.get().chats[chatId];
    if (held?.missingAfter === null || timers.has(chatId) || busy.has(chatId)) return;
    const timer = setTimeout(() => {
      timers.delete(chatId);
      if (isOnline()) void fill(chatId, tries);
    }, pauseMs);
    timers.set(chatId, timer);
  }

  async function fill(chatId: string, tries: number): Promise<void> {
    const held = store.get().chats[chatId];
    if (held?.missingAfter === null) return;
    busy.add(chatId);
    const outcome = await fetchMissing(chatId, held).catch((cause: unknown) => toApiError(cause));
    busy.delete(chatId);
    if (outcome === undefined) {
      const now = store.get().chats[chatId];
      const isFurther = now !== undefined && now.missingAfter !== held?.missingAfter;
      if (isFurther) check(chatId, 0);
      else check(chatId, pauseOf(tries), tries + 1);
    } else if (outcome.status === 404 || outcome.status === 403) {
      store.update((state) => dropChats(state, [chatId]));
    } else if (outcome.isRetryable && held !== undefined) {
      check(chatId, outcome.retryAfterMs ?? pauseOf(tries), tries + 1);
    }
  }

  const pauseOf = (tries: number) => Math.min(longestPauseMs, timing.sendRetryMs * 2 ** tries);

  async function fetchMissing(chatId: string, held: ChatState | undefined): Promise<undefined> {
    const { epoch } = store.get();
    if (held === undefined || !held.isAtEnd) {
      const chat = await rest.chats.get(chatId);
      if (store.get().epoch === epoch) store.update((state) => applyChat(state, chat));
      return;
    }
    const after = held.missingAfter ?? 0;
    const isLong = held.chat.lastSeq - after > (isOpen(chatId) ? fillWhole.open : fillWhole.closed);
    const page = await rest.messages.list(chatId, isLong ? { limit: 100 } : { after, limit: 100 });
    const direction = isLong ? 'around' : 'after';
    if (store.get().epoch === epoch) {
      store.update((state) => applyHistoryPage(state, chatId, page, { direction }));
    }
  }

  return {
    check,
    /** The connection is back: all that is marked is fetched. */
    resume(): void {
      for (const held of Object.values(store.get().chats))
        if (held.missingAfter !== null) check(held.chat.id, 0);
    },
    stop(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
