import type { Message } from '@bridges/contracts';
import { applyChat } from './apply-page.ts';
import { type Client, type ClientOptions, defaultTiming, type WebSocketClass } from './client-options.ts';
import { createCache, savedStateOf } from './client/cache.ts';
import { createDoors } from './client/doors.ts';
import { createDrafts } from './client/drafts.ts';
import { createGapFiller } from './client/gaps.ts';
import { createHistory } from './client/history.ts';
import { createIdentity } from './client/identity.ts';
import { createInbox } from './client/inbox.ts';
import { createLive } from './client/live.ts';
import { createMarksFiller } from './client/marks-filler.ts';
import { createMarks } from './client/marks.ts';
import { createPeople } from './client/people.ts';
import { createReads } from './client/reads.ts';
import { createScheduling } from './client/scheduling.ts';
import { createSignals } from './client/signals.ts';
import { createStore } from './client/store.ts';
import { createUserLoader } from './client/users.ts';
import { ApiError, toApiError } from './errors.ts';
import { memoryOutboxStore } from './outbox-entry.ts';
import { createOutbox } from './outbox.ts';
import type { ConnectionState } from './realtime/connection-state.ts';
import { socketUrl } from './realtime/socket-url.ts';
import { createRest } from './rest.ts';
import { createConnection } from './socket.ts';

/**
 * Makes a client. It does nothing until `start()`.
 *
 * @example const client = createClient({ baseUrl: '', session: 'cookie' }); await client.start();
 */
export function createClient(options: ClientOptions): Client {
  const timing = { ...defaultTiming, ...options.timing };
  const store = createStore();
  let connection: ConnectionState = { status: 'stopped', reason: 'stopped', closeCode: null };
  let isStarting = false;
  const isOnline = () => connection.status === 'online';
  const isCut = () => 'isCut' in connection && connection.isCut;

  const rest = createRest({
    baseUrl: options.baseUrl,
    session: options.session,
    fetch: options.fetch,
    onSignedOut: () => {
      if (connection.status !== 'stopped') socket.stop('unauthenticated');
    },
  });
  const history = createHistory({ store, rest, onPage: (chatId) => gaps.check(chatId) });
  const canFetch = () => isOnline() || isCut();
  const gaps = createGapFiller({ store, rest, timing, isOnline: canFetch, isOpen: history.isOpen });
  const marks = createMarks({ store, rest });
  const marksFiller = createMarksFiller({ store, rest, timing, isOnline });
  const drafts = createDrafts({ store, rest, timing, isOnline, outbox: () => outbox.entries() });
  const doors = createDoors({ store, rest, timing, isOnline });
  const users = createUserLoader({ store, rest });
  const inbox = createInbox({ store, rest, timing, isOnline, want: users.want });
  const people = createPeople({ store, rest, timing, isOnline });
  const reads = createReads({
    store,
    debounceMs: timing.readDebounceMs,
    retryMs: timing.sendRetryMs,
    isOnline,
    isCut,
    send: (chat, seq) => socket.command({ do: 'read', chat, seq }),
    sendByRest: async (chat, seq) => ({ readSeq: await rest.chats.markRead(chat, seq) }),
  });
  const live = createLive({
    store,
    rest,
    gaps,
    history,
    reads,
    users,
    marks: marksFiller,
    doors,
    inbox,
    people,
    onTyping: () => signals.schedulePrune(),
  });
  const socket = createConnection({
    WebSocket: options.WebSocket ?? (globalThis.WebSocket as WebSocketClass),
    timing,
    getUrl: () => socketUrl(options.baseUrl, rest),
    refresh: rest.refresh,
    onHello: (hello) => identity.meet(hello.user),
    getState: store.get,
    onResume: live.onResume,
    onEvent(event) {
      const before = store.get();
      live.onEvent(event);
      signals.noticed(event, before);
    },
    onState(next) {
      connection = next;
      store.notify();
      if (next.status === 'online')
        for (const part of [signals, people, reads, gaps, marksFiller, drafts, doors, inbox, history, outbox])
          part.resume();
      else if (next.status === 'offline' && isCut()) void readByRest().catch(() => undefined);
    },
  });
  const signals = createSignals({ store, socket, isOnline });
  const outbox = createOutbox({
    store: options.outboxStore ?? memoryOutboxStore(),
    retryMs: timing.sendRetryMs,
    canDeliver: isOnline,
    async deliver({ chatId: chat, clientId, text, extras = {}, endsDraft }) {
      const ending = endsDraft && { endsDraft };
      const command = { do: 'send', chat, clientId, text, ...extras, ...ending } as const;
      const sent = socket.command<{ message: Message }>(command);
      // Who may write there has changed: the chat's head is not told to whom it shuts out.
      sent.catch((cause: unknown) => {
        const isShut = ['messages.cannot_write', 'messages.peer_deactivated'].includes(
          toApiError(cause).code,
        );
        if (isShut) void refreshChat(chat).catch(() => undefined);
      });
      return (await sent).message;
    },
    onStored: (message) => live.onEvent({ ev: 'message', chat: message.chatId, seq: message.seq, message }),
    onChange: store.notify,
  });
  async function refreshChat(chatId: string): Promise<void> {
    const chat = await rest.chats.get(chatId);
    store.update((state) => applyChat(state, chat), { isNews: false });
    gaps.check(chatId);
  }
  /** Whoever has no socket reads all the same: who she is, her chats, and what is open, with each attempt to connect. */
  async function readByRest(): Promise<void> {
    if (store.get().me === null) await identity.introduce();
    if (store.get().epoch === null) await live.loadAllChats();
    for (const chatId of history.openChats()) void refreshChat(chatId).catch(() => undefined);
    reads.resume();
  }
  const cache = createCache({
    store: options.stateStore,
    debounceMs: timing.saveDebounceMs,
    snapshot: () => savedStateOf(store.get(), reads.pending()),
  });
  const identity = createIdentity({ store, rest, outbox, reads, drafts, cache });
  store.onChange((state) => {
    outbox.reconcile(state);
    cache.changed();
  });

  async function stop(): Promise<void> {
    isStarting = false;
    socket.stop();
    for (const part of [gaps, marksFiller, drafts, doors, inbox, people, reads, signals]) part.stop();
    await Promise.all([outbox.stop(), cache.stop()]);
  }

  return {
    rest,
    async start({ me } = {}) {
      if (connection.status !== 'stopped' || isStarting) return;
      isStarting = true;
      await identity.restore(me);
      // `stop()` may have been called meanwhile.
      if (isStarting) socket.start();
      isStarting = false;
    },
    stop,
    async signOut() {
      await rest.signOut().catch((cause: unknown) => {
        // Already over is as good.
        if (toApiError(cause).status !== 401) throw cause;
      });
      await stop();
      await identity.forget();
    },
    forgetState: cache.clear,
    getState: store.get,
    get connection() {
      return connection;
    },
    get outbox() {
      return outbox.entries();
    },
    subscribe: store.subscribe,
    onMessage: store.onMessage,
    onEvent: live.listen,
    openChat: history.openChat,
    closeChat: history.closeChat,
    refreshChat,
    async openDirect(userId) {
      const chat = await rest.chats.openDirect(userId);
      store.update((state) => applyChat(state, chat), { isNews: false });
      users.want([userId]);
      return chat.id;
    },
    loadOlder: history.loadOlder,
    loadNewer: history.loadNewer,
    loadUsers: users.loadUsers,
    send(chatId, text, extras, { isHeld } = {}) {
      const { me } = store.get();
      if (me === null)
        throw new ApiError({ code: 'sdk.not_started', message: 'It is not known yet who is sending.' });
      signals.stopTyping(chatId);
      const draft = drafts.end(chatId, text);
      return outbox.send(me.id, chatId, text, extras, { isHeld, draft });
    },
    schedule: createScheduling({ store, rest, drafts }),
    release: outbox.release,
    failHeld: outbox.fail,
    whenKept: outbox.kept,
    retry: outbox.retry,
    discard(clientId) {
      const entry = Object.values(outbox.entries())
        .flat()
        .find((one) => one.clientId === clientId);
      const isGone = outbox.discard(clientId);
      if (isGone && entry?.endsDraft) drafts.forget(entry.chatId);
      return isGone;
    },
    markRead(chatId, seq) {
      reads.mark(chatId, seq);
      marks.seen(chatId);
    },
    setMarks: marks.set,
    setPinnedChats: marks.setPinned,
    saveDraft: (chatId, draft) => drafts.save(chatId, draft),
    isDraftUnsaved: drafts.isUnsaved,
    loadRelation: people.loadRelation,
    loadPrivacy: people.loadPrivacy,
    loadMoreInbox: inbox.loadMore,
    markNotificationRead: inbox.markRead,
    markInboxRead: inbox.markAllRead,
    sendTyping: signals.sendTyping,
    watch: signals.watch,
  };
}
