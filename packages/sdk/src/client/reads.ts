import { applyRead } from '../apply-event.ts';
import { toApiError } from '../errors.ts';
import type { Store } from './store.ts';

export interface ReadsOptions {
  store: Store;
  debounceMs: number;
  retryMs: number;
  isOnline(): boolean;
  /** There is no socket, and there may be none for long: REST may work. */
  isCut(): boolean;
  send(chatId: string, seq: number): Promise<{ readSeq: number }>;
  sendByRest(chatId: string, seq: number): Promise<{ readSeq: number }>;
}

/** My read markers on their way: shown at once, sent together, repeated until acknowledged, never going back. */
export function createReads(options: ReadsOptions) {
  const { store, debounceMs, retryMs, isOnline, isCut } = options;
  const wanted = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule(pauseMs: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (isOnline()) void flush(options.send);
      else if (isCut()) void flush(options.sendByRest);
    }, pauseMs);
  }

  async function flush(send: ReadsOptions['send']): Promise<void> {
    await Promise.all(
      [...wanted].map(async ([chatId, seq]) => {
        try {
          const { readSeq } = await send(chatId, seq);
          acknowledged(chatId, Math.max(seq, readSeq));
        } catch (cause) {
          const error = toApiError(cause);
          if (!error.isRetryable) acknowledged(chatId, seq);
          // The next attempt to connect asks again, after its own pause.
          else if (send === options.send) schedule(error.retryAfterMs ?? retryMs);
        }
      }),
    );
  }

  function acknowledged(chatId: string, seq: number): void {
    if ((wanted.get(chatId) ?? 0) <= seq) wanted.delete(chatId);
  }

  return {
    mark(chatId: string, seq: number): void {
      const { chats, me } = store.get();
      const held = chats[chatId];
      if (held === undefined || me === null) return;
      const upTo = Math.min(seq, held.chat.lastSeq);
      if (upTo <= held.chat.readSeq) return;
      store.update((state) => applyRead(state, chatId, me.id, upTo));
      wanted.set(chatId, upTo);
      schedule(debounceMs);
    },
    /** Those not acknowledged yet, to be kept over a reload. */
    pending: (): Record<string, number> => Object.fromEntries(wanted),
    restore(reads: Readonly<Record<string, number>>): void {
      for (const [chatId, seq] of Object.entries(reads))
        wanted.set(chatId, Math.max(seq, wanted.get(chatId) ?? 0));
    },
    /** The connection is back, or it is known that it won't be soon. */
    resume(): void {
      if (wanted.size > 0) schedule(0);
    },
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
    },
    clear(): void {
      wanted.clear();
    },
  };
}
