import type { ChatMarks, DraftBody } from '@bridges/contracts';
import { putMarks, withMarks } from '../apply-marks.ts';
import type { DraftParts, Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import type { Rest } from '../rest.ts';
import type { Store } from './store.ts';

export interface DraftsOptions {
  store: Store;
  rest: Rest;
  timing: Timing;
  isOnline(): boolean;
}

/** Drafts on their way: shown at once, the last state of each told to the server a moment after the last key. */
export function createDrafts({ store, rest, timing, isOnline }: DraftsOptions) {
  const wanted = new Map<string, DraftParts>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const underWay = new Set<string>();

  function schedule(chatId: string, pauseMs: number): void {
    clearTimeout(timers.get(chatId));
    timers.set(
      chatId,
      setTimeout(() => {
        timers.delete(chatId);
        if (isOnline()) void flush(chatId);
      }, pauseMs),
    );
  }

  async function flush(chatId: string): Promise<void> {
    const draft = wanted.get(chatId);
    if (draft === undefined || underWay.has(chatId)) return;
    underWay.add(chatId);
    const outcome = await rest.marks.saveDraft(chatId, bodyOf(draft)).catch(toApiError);
    underWay.delete(chatId);
    // She may have written on meanwhile: what is newest here is what counts, and goes out next.
    const isNewest = wanted.get(chatId) === draft;
    if (outcome instanceof Error) {
      if (!outcome.isRetryable) {
        if (isNewest) wanted.delete(chatId);
      } else schedule(chatId, outcome.retryAfterMs ?? timing.sendRetryMs);
      return;
    }
    if (isNewest) wanted.delete(chatId);
    else if (!timers.has(chatId)) schedule(chatId, 0);
    store.update((state) => withMarks(state, { [chatId]: outcome }));
    keep([chatId]);
  }

  function show(chatId: string, parts: DraftParts): void {
    const marks = store.get().chats[chatId]?.chat.marks;
    if (marks === undefined) return;
    const updatedAt = new Date().toISOString();
    const draft: ChatMarks['draft'] = isEmpty(parts) ? null : { ...parts, updatedAt };
    store.update((state) => putMarks(state, chatId, { ...marks, draft }));
  }

  /** The server told of these chats: what was written here since stays shown. */
  function keep(chatIds: readonly string[]): void {
    for (const chatId of chatIds) {
      const draft = wanted.get(chatId);
      if (draft !== undefined) show(chatId, draft);
    }
  }

  function save(chatId: string, draft: DraftParts, pauseMs = timing.draftDebounceMs): void {
    wanted.set(chatId, draft);
    show(chatId, draft);
    schedule(chatId, pauseMs);
  }

  return {
    save,
    keep,
    /** It was sent: there is nothing left of it. */
    drop(chatId: string): void {
      const isKnown = (store.get().chats[chatId]?.chat.marks.draft ?? null) !== null;
      if (isKnown || wanted.has(chatId)) save(chatId, { text: '' }, 0);
    },
    /** The connection is back. */
    resume(): void {
      for (const chatId of wanted.keys()) schedule(chatId, 0);
    },
    stop(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
    clear(): void {
      wanted.clear();
    },
  };
}

const isEmpty = ({ text, replyTo, attachments = [] }: DraftParts) =>
  text === '' && replyTo === undefined && attachments.length === 0;

/** The server knows of files by their ids. */
function bodyOf({ attachments = [], ...rest }: DraftParts): DraftBody {
  return attachments.length === 0 ? rest : { ...rest, attachments: attachments.map(({ fileId }) => fileId) };
}
