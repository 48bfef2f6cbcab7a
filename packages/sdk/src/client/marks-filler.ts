import type { Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import { applyMarksPage } from '../marks.ts';
import type { Rest } from '../rest.ts';
import type { Store } from './store.ts';

const longestPauseMs = 30_000;

export interface MarksFillerOptions {
  store: Store;
  rest: Rest;
  timing: Timing;
  isOnline(): boolean;
}

/** Fetches what live delivery lost of my own marks and folders: one page at a time, with pauses after failures. */
export function createMarksFiller({ store, rest, timing, isOnline }: MarksFillerOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;

  function check(pauseMs = timing.gapGraceMs, tries = 0): void {
    if (store.get().marks.staleAfter === null || timer !== undefined || isBusy) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (isOnline()) void fill(tries);
    }, pauseMs);
  }

  async function fill(tries: number): Promise<void> {
    const { epoch, marks } = store.get();
    const after = marks.staleAfter;
    if (after === null) return;
    isBusy = true;
    const outcome = await rest.marks.changes(after).catch((cause: unknown) => toApiError(cause));
    isBusy = false;
    const pauseMs = Math.min(longestPauseMs, timing.sendRetryMs * 2 ** tries);
    if (outcome instanceof Error) {
      if (outcome.isRetryable) check(outcome.retryAfterMs ?? pauseMs, tries + 1);
      return;
    }
    if (store.get().epoch !== epoch) return;
    store.update((state) => applyMarksPage(state, outcome, after));
    const isFurther = store.get().marks.staleAfter !== after;
    check(isFurther ? 0 : pauseMs, isFurther ? 0 : tries + 1);
  }

  return {
    check: () => check(),
    /** The connection is back, or has told where my marks stand. */
    resume: () => check(0),
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
