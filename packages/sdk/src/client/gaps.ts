import { applyChat, applyChatChanges, applyHistoryPage } from '../apply-page.ts';
import type { Timing } from '../client-options.ts';
import type { Rest } from '../rest.ts';
import type { ChatState } from '../state.ts';
import { createRepairs } from './repairs.ts';
import type { Store } from './store.ts';

/** Missing messages up to these numbers are fetched one page after another; beyond, the newest page is enough. */
const fillWhole = { open: 1000, closed: 100 };

export interface GapOptions {
  store: Store;
  rest: Rest;
  timing: Timing;
  isOnline(): boolean;
  isOpen(chatId: string): boolean;
}

/** Fetches what live delivery lost: messages, changes of messages, and chats heard of but not known. */
export function createGapFiller({ store, rest, timing, isOnline, isOpen }: GapOptions) {
  async function fetchMessages(chatId: string, held: ChatState | undefined): Promise<void> {
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
    if (store.get().epoch !== epoch) return;
    // Somebody went to look at older history meanwhile: the newest page must not take her away from there.
    if (isLong && store.get().chats[chatId]?.isAtEnd === false) return;
    store.update((state) => applyHistoryPage(state, chatId, page, { direction }));
  }

  async function fetchChanges(chatId: string, held: ChatState | undefined): Promise<void> {
    const after = held?.staleAfter ?? null;
    if (after === null) return;
    const { epoch } = store.get();
    const page = await rest.messages.changes(chatId, after);
    if (store.get().epoch !== epoch) return;
    store.update((state) => applyChatChanges(state, chatId, page, after));
  }

  const base = { store, timing, isOnline };
  const messages = createRepairs({
    ...base,
    missingFrom: (held) => (held === undefined ? 0 : held.missingAfter),
    fetch: fetchMessages,
  });
  const changes = createRepairs({
    ...base,
    missingFrom: (held) => held?.staleAfter ?? null,
    fetch: fetchChanges,
  });
  return {
    check(chatId: string): void {
      for (const repairs of [messages, changes]) repairs.check(chatId);
    },
    resume(): void {
      for (const repairs of [messages, changes]) repairs.resume();
    },
    stop(): void {
      for (const repairs of [messages, changes]) repairs.stop();
    },
  };
}
