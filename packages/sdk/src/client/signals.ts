import type { SocketEvent, WatchReply } from '@bridges/contracts';
import { limits } from '@bridges/contracts/protocol';
import { applyPresence, pruneTyping, typingShownMs } from '../apply-event.ts';
import { setUsers } from '../apply-page.ts';
import type { Connection } from '../socket.ts';
import type { ClientState } from '../state.ts';
import type { Store } from './store.ts';

/** Typing is told this often at most, in milliseconds. */
const typingEveryMs = 3000;

/** What may get lost without harm (G9): typing and presence. */
export function createSignals({
  store,
  socket,
  isOnline,
}: {
  store: Store;
  socket: Connection;
  isOnline(): boolean;
}) {
  const typedAt = new Map<string, number>();
  let watched: readonly string[] = [];
  let pruneTimer: ReturnType<typeof setTimeout> | undefined;

  async function askWatched(): Promise<void> {
    const asked = watched;
    const { presence, users } = await socket.command<WatchReply>({ do: 'watch', users: [...asked] });
    if (asked !== watched) return;
    store.update((state) => {
      // Only what was told just now is known; what stayed the same stays the same object.
      const known = Object.fromEntries(
        presence.flatMap(({ user }) =>
          state.presence[user] === undefined ? [] : [[user, state.presence[user]]],
        ),
      );
      const next = { ...setUsers(state, users), presence: known };
      return presence.reduce((at, { user, isOnline: on }) => applyPresence(at, user, on, Date.now()), next);
    });
  }

  function schedulePrune(): void {
    pruneTimer ??= setTimeout(() => {
      pruneTimer = undefined;
      store.update((state) => pruneTyping(state));
      if (Object.keys(store.get().typing).length > 0) schedulePrune();
    }, typingShownMs / 5);
  }

  return {
    watch(userIds: readonly string[]): void {
      const next = [...new Set(userIds)].slice(0, limits.watchUsers);
      if (next.length === watched.length && next.every((id, at) => id === watched[at])) return;
      watched = next;
      if (isOnline()) void askWatched().catch(() => undefined);
    },
    /** A new connection follows nobody yet. */
    resume(): void {
      if (watched.length > 0) void askWatched().catch(() => undefined);
    },
    /** Somebody who is watched lets herself be seen from now on: her presence is asked for. */
    noticed(event: SocketEvent, before: ClientState): void {
      if (event.ev !== 'user' && event.ev !== 'contact') return;
      const { id, lastSeenAt } = event.user;
      const wasHidden = before.users[id]?.lastSeenAt == null;
      if (wasHidden && lastSeenAt !== null && watched.includes(id)) void askWatched().catch(() => undefined);
    },
    sendTyping(chatId: string): void {
      const now = Date.now();
      if (!isOnline() || now - (typedAt.get(chatId) ?? 0) < typingEveryMs) return;
      typedAt.set(chatId, now);
      void socket.command({ do: 'typing', chat: chatId }).catch(() => undefined);
    },
    /** A message went out: the next key after it is told at once. */
    stopTyping: (chatId: string) => void typedAt.delete(chatId),
    /** Somebody is typing: look later whether she still is. */
    schedulePrune,
    stop(): void {
      clearTimeout(pruneTimer);
      pruneTimer = undefined;
    },
  };
}
