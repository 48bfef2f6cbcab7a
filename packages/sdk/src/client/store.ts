import type { Message } from '@bridges/contracts';
import { type ChatState, type ClientState, emptyState } from '../state.ts';
import { tailSeq } from '../window.ts';

/** Holds the state; tells subscribers of changes and message listeners of new messages. */
export function createStore() {
  let state: ClientState = emptyState;
  let isTelling = false;
  const listeners = new Set<() => void>();
  const messageListeners = new Set<(message: Message) => void>();
  const changeListeners = new Set<(state: ClientState) => void>();

  /** Many changes of one moment are told once. */
  function notify(): void {
    if (isTelling) return;
    isTelling = true;
    queueMicrotask(() => {
      isTelling = false;
      for (const listener of [...listeners]) listener();
    });
  }

  return {
    get: () => state,
    /** `isNews: false` when chats come up because the user looks for them: their messages are not announced. */
    update(change: (state: ClientState) => ClientState, { isNews = true } = {}): void {
      const before = state;
      state = change(before);
      if (state === before) return;
      const news = messageListeners.size > 0 ? newMessages(before, state, isNews) : [];
      for (const listener of changeListeners) listener(state);
      for (const message of news) for (const listener of [...messageListeners]) listener(message);
      notify();
    },
    notify,
    subscribe: (listener: () => void) => subscribeTo(listeners, listener),
    onMessage: (listener: (message: Message) => void) => subscribeTo(messageListeners, listener),
    /** Inside the SDK: at each change, at once. */
    onChange: (listener: (state: ClientState) => void) => subscribeTo(changeListeners, listener),
  };
}

export type Store = ReturnType<typeof createStore>;

function subscribeTo<Listener>(all: Set<Listener>, listener: Listener): () => void {
  all.add(listener);
  return () => void all.delete(listener);
}

function newMessages(before: ClientState, after: ClientState, areNewChatsNews: boolean): Message[] {
  // The first filling of the state is no news.
  if (before.chats === after.chats || before.epoch === null || before.epoch !== after.epoch) return [];
  return Object.values(after.chats).flatMap((held) => {
    const known = before.chats[held.chat.id];
    if (known === held || (known === undefined && !areNewChatsNews)) return [];
    return joined(known, held);
  });
}

function joined(before: ChatState | undefined, after: ChatState): Message[] {
  // A chat that was unknown: what I have not read of it.
  if (before === undefined) return after.messages.filter(({ seq }) => seq > after.chat.readSeq);
  if (before.isAtEnd && after.isAtEnd) return after.messages.filter(({ seq }) => seq > tailSeq(before));
  // Someone looks at older history: only the newest is at hand.
  const newest = after.chat.lastMessage;
  return newest !== null && newest.seq > before.chat.lastSeq ? [newest] : [];
}
