import { dropChats } from '../apply-resume.ts';
import type { Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import type { ChatState } from '../state.ts';
import type { Store } from './store.ts';

const longestPauseMs = 30_000;

export interface RepairOptions {
  store: Store;
  timing: Timing;
  isOnline(): boolean;
  /** Where what is missing begins; null: nothing is missing. Of an unknown chat: 0. */
  missingFrom(held: ChatState | undefined): number | null;
  /** Asks for it and puts it into the state. */
  fetch(chatId: string, held: ChatState | undefined): Promise<void>;
}

/** Fetches what live delivery lost of a chat, until nothing is missing: one request at a time, with pauses after failures. */
export function createRepairs({ store, timing, isOnline, missingFrom, fetch }: RepairOptions) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const busy = new Set<string>();

  /** Looks at one chat, soon: a gap often closes by itself when events came out of order. */
  function check(chatId: string, pauseMs = timing.gapGraceMs, tries = 0): void {
    const from = missingFrom(store.get().chats[chatId]);
    if (from === null || timers.has(chatId) || busy.has(chatId)) return;
    const timer = setTimeout(() => {
      timers.delete(chatId);
      if (isOnline()) void repair(chatId, tries);
    }, pauseMs);
    timers.set(chatId, timer);
  }

  async function repair(chatId: string, tries: number): Promise<void> {
    const held = store.get().chats[chatId];
    const from = missingFrom(held);
    if (from === null) return;
    busy.add(chatId);
    const outcome = await fetch(chatId, held).catch((cause: unknown) => toApiError(cause));
    busy.delete(chatId);
    if (outcome === undefined) {
      const now = store.get().chats[chatId];
      const isFurther = now !== undefined && missingFrom(now) !== from;
      if (isFurther) check(chatId, 0);
      else check(chatId, pauseOf(tries), tries + 1);
    } else if (outcome.status === 404 || outcome.status === 403) {
      store.update((state) => dropChats(state, [chatId]));
    } else if (outcome.isRetryable && held !== undefined) {
      check(chatId, outcome.retryAfterMs ?? pauseOf(tries), tries + 1);
    }
  }

  const pauseOf = (tries: number) => Math.min(longestPauseMs, timing.sendRetryMs * 2 ** tries);

  return {
    check,
    /** The connection is back: all that is marked is fetched. */
    resume(): void {
      for (const held of Object.values(store.get().chats)) check(held.chat.id, 0);
    },
    stop(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
