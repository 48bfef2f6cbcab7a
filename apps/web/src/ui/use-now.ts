import { useSyncExternalStore } from 'react';

const clocks = new Map<
  number,
  { now: Date; listeners: Set<() => void>; timer?: ReturnType<typeof setInterval> }
>();

/** The time, renewed every so often; all who ask for the same span share one timer. */
export function useNow(everyMs: number): Date {
  let clock = clocks.get(everyMs);
  if (!clock) {
    clock = { now: new Date(), listeners: new Set() };
    clocks.set(everyMs, clock);
  }
  const shared = clock;
  return useSyncExternalStore(
    (listener) => {
      shared.listeners.add(listener);
      shared.timer ??= setInterval(() => {
        shared.now = new Date();
        for (const tell of shared.listeners) tell();
      }, everyMs);
      return () => {
        shared.listeners.delete(listener);
        if (shared.listeners.size > 0) return;
        clearInterval(shared.timer);
        delete shared.timer;
      };
    },
    () => {
      // Nobody listened for a while: the kept time may be old.
      if (!shared.timer && Date.now() - shared.now.getTime() > everyMs) shared.now = new Date();
      return shared.now;
    },
  );
}
