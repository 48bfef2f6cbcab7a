import { withChat } from '../state.ts';
import { applyChat, applyHistoryPage, type PageDirection } from '../apply-page.ts';
import type { OpenChatOptions } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import type { Rest } from '../rest.ts';
import type { MessageQuery } from '../rest/shapes.ts';
import { trimBehind, trimWindow } from '../window.ts';
import type { Store } from './store.ts';

/** Fewer messages than this don't fill a screen: a newest page is fetched. */
const screenful = 30;
const pageSize = 50;
const maxPage = 100;
const keepClosed = 200;
/** A walk through an open chat's history leaves what is farther behind than this. */
const keepOpen = 1200;

export interface HistoryOptions {
  store: Store;
  rest: Rest;
  /** A page was put in place: it may say that something is missing. */
  onPage(chatId: string): void;
}

/** Opening chats and paging through their history. */
export function createHistory({ store, rest, onPage }: HistoryOptions) {
  const open = new Set<string>();
  const loading = new Map<string, Promise<void>>();
  /** Of the places that were asked for, the latest that is shown, by chat: an answer to an older question leads nobody away. */
  const shown = new Map<string, number>();
  let turns = 0;
  /** Chats that could not be loaded for want of a connection. */
  const postponed = new Map<string, OpenChatOptions>();

  /**
   * Null: it was asked in a history that is gone. Of a place to move to, the new history is asked instead: whoever
   * opens a chat is shown something.
   */
  async function ask(chatId: string, direction: PageDirection, query: MessageQuery) {
    for (;;) {
      const { epoch, me } = store.get();
      const page = await rest.messages.list(chatId, query);
      const now = store.get();
      if (now.me?.id !== me?.id) return null;
      if (epoch === null || epoch === now.epoch) return page;
      if (direction !== 'around') return null;
    }
  }

  /** One request per chat and direction at a time. */
  function load(chatId: string, direction: PageDirection, query: MessageQuery): Promise<void> {
    const key = `${chatId} ${direction}`;
    const running = direction === 'around' ? undefined : loading.get(key);
    if (running !== undefined) return running;
    turns += 1;
    const turn = turns;
    const promise = ask(chatId, direction, query)
      .then((page) => {
        if (page === null) return;
        if (direction === 'around') {
          if (turn < (shown.get(chatId) ?? 0)) return;
          shown.set(chatId, turn);
        }
        store.update((state) => {
          const next = applyHistoryPage(state, chatId, page, { direction, anchor: query.before });
          const held = next.chats[chatId];
          if (held === undefined || direction === 'around') return next;
          return withChat(next, trimBehind(held, direction, keepOpen));
        });
        onPage(chatId);
      })
      .finally(() => {
        if (loading.get(key) === promise) loading.delete(key);
      });
    loading.set(key, promise);
    return promise;
  }

  async function show(chatId: string, around: number | 'unread' | 'end'): Promise<void> {
    if (store.get().chats[chatId] === undefined) {
      const chat = await rest.chats.get(chatId);
      store.update((state) => applyChat(state, chat), { isNews: false });
    }
    const held = store.get().chats[chatId];
    if (held === undefined) return;
    const { lastSeq, readSeq } = held.chat;
    const firstSeq = held.messages[0]?.seq ?? lastSeq + 1;
    const tail = held.messages.at(-1)?.seq ?? lastSeq;
    const isShort = held.hasBefore && held.messages.length < screenful;

    if (around === 'end' || (around === 'unread' && readSeq >= lastSeq)) {
      if (!held.isAtEnd || isShort) await load(chatId, 'around', { limit: pageSize });
      return;
    }
    const target = around === 'unread' ? readSeq + 1 : around;
    if (firstSeq <= target && target <= tail && !isShort) return;
    // A few unread messages fit into the newest page together with what was read before them.
    // Beyond the end as it is known here, the server knows better.
    const isNearEnd = target <= lastSeq && lastSeq - target < maxPage - screenful;
    await load(chatId, 'around', isNearEnd ? { limit: maxPage } : { around: target, limit: pageSize });
  }

  async function openChat(chatId: string, options: OpenChatOptions = {}): Promise<void> {
    open.add(chatId);
    postponed.delete(chatId);
    try {
      await show(chatId, options.around ?? 'unread');
    } catch (cause) {
      if (toApiError(cause).isRetryable && open.has(chatId)) postponed.set(chatId, options);
      throw cause;
    }
  }

  function trim(chatId: string, limit: number): void {
    store.update((state) => {
      const held = state.chats[chatId];
      if (held === undefined || held.messages.length <= limit) return state;
      return { ...state, chats: { ...state.chats, [chatId]: trimWindow(held, keepClosed) } };
    });
  }

  return {
    isOpen: (chatId: string) => open.has(chatId),
    openChats: (): readonly string[] => [...open],
    openChat,
    closeChat(chatId: string): void {
      open.delete(chatId);
      postponed.delete(chatId);
      trim(chatId, keepClosed);
    },
    /** A chat that nobody looks at must not grow for hours. */
    limit(chatId: string): void {
      if (!open.has(chatId)) trim(chatId, keepClosed * 2);
    },
    async loadOlder(chatId: string): Promise<void> {
      const held = store.get().chats[chatId];
      const before = held?.messages[0]?.seq;
      if (held?.hasBefore && before !== undefined) await load(chatId, 'before', { before, limit: pageSize });
    },
    async loadNewer(chatId: string): Promise<void> {
      const held = store.get().chats[chatId];
      const after = held?.messages.at(-1)?.seq;
      if (held?.isAtEnd === false && after !== undefined)
        await load(chatId, 'after', { after, limit: pageSize });
    },
    /**
     * The connection is back: what could not be opened is tried again, and a shown chat that missed so much that
     * it was reset gets a screenful.
     */
    resume(): void {
      for (const chatId of open) {
        const held = store.get().chats[chatId];
        const isShort = held?.isAtEnd === true && held.hasBefore && held.messages.length < screenful;
        const isComing = loading.has(`${chatId} around`);
        if (isShort && !isComing) void load(chatId, 'around', { limit: pageSize }).catch(() => undefined);
      }
      for (const [chatId, options] of postponed) void openChat(chatId, options).catch(() => undefined);
    },
  };
}
