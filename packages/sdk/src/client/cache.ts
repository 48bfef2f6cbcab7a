import type { SavedState, StateStore } from '../client-options.ts';
import { chatsByActivity, type ChatState, type ClientState } from '../state.ts';
import { chatStateOf, trimWindow } from '../window.ts';

/** A start paints this much; the rest comes from the server. */
const keptChats = 200;
const keptMessages = 60;

/** What is worth keeping of a state, small enough to be written often. */
export function savedStateOf(state: ClientState, reads: Record<string, number>): SavedState {
  const myId = state.me?.id ?? null;
  const keep = (held: ChatState): ChatState =>
    held.isAtEnd ? { ...trimWindow(held, keptMessages), early: [] } : chatStateOf(held.chat, [], myId);
  const recent = chatsByActivity(state).slice(0, keptChats);
  const chats = Object.fromEntries(recent.map((held) => [held.chat.id, keep(held)]));
  return {
    version: 2,
    state: { epoch: state.epoch, me: state.me, chats, users: state.users, marks: state.marks },
    reads,
  };
}

export interface CacheOptions {
  store: StateStore | undefined;
  debounceMs: number;
  snapshot(): SavedState;
}

/** Writes the state to its store now and then, and when the page goes out of sight. Failures cost only speed. */
export function createCache({ store, debounceMs, snapshot }: CacheOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** False from a `clear()` to the next `load()`: what changes late, an answer under way, must not come back. */
  let isKeeping = true;
  let running: Promise<void> = Promise.resolve();
  const page = globalThis.document as Document | undefined;

  function flush(): Promise<void> {
    if (store === undefined || timer === undefined) return running;
    clearTimeout(timer);
    timer = undefined;
    const saved = snapshot();
    running = running.then(() => store.save(saved)).catch(() => undefined);
    return running;
  }

  const onHidden = () => {
    if (page?.visibilityState === 'hidden') void flush();
  };

  return {
    async load(): Promise<SavedState | null> {
      isKeeping = true;
      page?.addEventListener('visibilitychange', onHidden);
      const saved = await store?.load().catch(() => null);
      return saved?.version === 2 ? saved : null;
    },
    changed(): void {
      if (store !== undefined && isKeeping) timer ??= setTimeout(() => void flush(), debounceMs);
    },
    async stop(): Promise<void> {
      page?.removeEventListener('visibilitychange', onHidden);
      await flush();
    },
    async clear(): Promise<void> {
      isKeeping = false;
      clearTimeout(timer);
      timer = undefined;
      await running;
      await store?.clear();
    },
  };
}
