import { applyMarksPage } from '../apply-marks.ts';
import type { Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
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
  const isBehind = () => store.get().marks.told > store.get().marks.rev;

  function check(pauseMs = timing.gapGraceMs, tries = 0): void {
    if (!isBehind() || timer !== undefined || isBusy) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (isOnline()) void fill(tries);
    }, pauseMs);
  }

  async function fill(tries: number): Promise<void> {
    const { epoch, marks } = store.get();
    if (!isBehind()) return;
    isBusy = true;
    const outcome = await rest.marks.changes(marks.rev).catch((cause: unknown) => toApiError(cause));
    isBusy = false;
    const pauseMs = Math.min(longestPauseMs, timing.sendRetryMs * 2 ** tries);
    if (outcome instanceof Error) {
      if (outcome.isRetryable) check(outcome.retryAfterMs ?? pauseMs, tries + 1);
      return;
    }
    if (store.get().epoch === epoch) store.update((state) => applyMarksPage(state, outcome, marks.rev));
    const isFurther = store.get().marks.rev !== marks.rev;
    check(isFurther ? 0 : pauseMs, isFurther ? 0 : tries + 1);
  }

  return {
    check: () => check(),
    /** The connection is back. */
    resume: () => check(0),
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
