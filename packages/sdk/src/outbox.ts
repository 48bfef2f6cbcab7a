import type { Message } from '@bridges/contracts';
import type { DraftEnd } from './client/drafts.ts';
import { type ApiError, toApiError } from './errors.ts';
import { withLock } from './locks.ts';
import type { OutboxEntry, OutboxStore } from './outbox-entry.ts';
import type { SendExtras } from './rest/shapes.ts';
import { randomUuid } from './random-uuid.ts';
import { type ClientState, seenSeq } from './state.ts';

export type OutboxByChat = Readonly<Record<string, readonly OutboxEntry[]>>;

export interface OutboxOptions {
  store: OutboxStore;
  /** Asks the server to store the message; rejects with an ApiError. */
  deliver(entry: OutboxEntry): Promise<Message>;
  /** Whether a delivery can be tried now. When it becomes true, call `resume()`. */
  canDeliver(): boolean;
  /** The server stored it: put the message into the state. Called before the entry becomes `sent`. */
  onStored(message: Message): void;
  onChange(): void;
  /** Pause after a retryable refusal without a pause of its own. */
  retryMs: number;
}

/**
 * Messages of mine on their way. Each chat's go out one after another, in the order they were written; a refused
 * one steps aside. A send whose outcome is unknown is repeated with the same client id until the server says what
 * became of it, so it is stored exactly once (G2).
 */
export function createOutbox(options: OutboxOptions) {
  const { store } = options;
  let entries: OutboxByChat = {};
  let lastAt = 0;
  /** Chats with a delivery under way. */
  const draining = new Set<string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** May be stored already: an attempt was made, here or before the reload. */
  const attempted = new Set<string>();
  /** Came from the store; another tab may have sent or discarded them since. */
  const adopted = new Set<string>();
  /** Store calls of one entry must not overtake each other; a store that fails costs only the reload's safety. */
  let writes: Promise<unknown> = Promise.resolve();
  const write = (act: () => Promise<void>) => {
    writes = writes.then(act).catch(() => undefined);
  };

  const find = (clientId: string) =>
    Object.values(entries)
      .flat()
      .find((entry) => entry.clientId === clientId);

  function put(entry: OutboxEntry): void {
    const others = (entries[entry.chatId] ?? []).filter(({ clientId }) => clientId !== entry.clientId);
    const list = [...others, entry].sort((a, b) => a.createdAt - b.createdAt);
    entries = { ...entries, [entry.chatId]: list };
    options.onChange();
  }

  function remove({ chatId, clientId }: OutboxEntry): void {
    const { [chatId]: list = [], ...others } = entries;
    const rest = list.filter((entry) => entry.clientId !== clientId);
    entries = rest.length === 0 ? others : { ...others, [chatId]: rest };
    attempted.delete(clientId);
    adopted.delete(clientId);
    options.onChange();
  }

  function stored(entry: OutboxEntry, seq: number): void {
    put({ ...entry, status: 'sent', code: null, seq });
    write(() => store.remove(entry.clientId));
  }

  /** Another device has sent its state of the same draft, with other words: these are a message of their own. */
  function rename(entry: OutboxEntry): void {
    const { endsDraft: _, ...rest } = entry;
    const renamed = { ...rest, clientId: randomUuid() };
    write(() => store.put(renamed).then(() => store.remove(entry.clientId)));
    remove(entry);
    put(renamed);
  }

  function drain(chatId: string): void {
    if (draining.has(chatId) || timers.has(chatId)) return;
    draining.add(chatId);
    void withLock(`bridges-outbox-${chatId}`, () => deliverAll(chatId))
      .catch(() => undefined)
      .finally(() => {
        draining.delete(chatId);
        // What was written in the last moment.
        if (!timers.has(chatId) && options.canDeliver() && next(chatId) !== undefined) drain(chatId);
      });
  }

  const next = (chatId: string) =>
    entries[chatId]?.find(({ status, isHeld }) => status === 'pending' && !isHeld);

  async function deliverAll(chatId: string): Promise<void> {
    for (let entry = next(chatId); entry !== undefined && options.canDeliver(); entry = next(chatId)) {
      if (adopted.has(entry.clientId) && !(await isStillKept(entry))) {
        remove(entry);
        continue;
      }
      attempted.add(entry.clientId);
      try {
        const message = await options.deliver(entry);
        options.onStored(message);
        const current = find(entry.clientId);
        if (current?.status === 'pending') stored(current, message.seq);
      } catch (cause) {
        if (!refused(entry, toApiError(cause))) return;
      }
    }
  }

  /** True: the entry stepped aside, go on with the next one. */
  function refused(entry: OutboxEntry, error: ApiError): boolean {
    // A live event may have told meanwhile that it is stored.
    const current = find(entry.clientId);
    if (current?.status !== 'pending') return true;
    if (error.code === 'messages.client_id_reused' && current.endsDraft) {
      rename(current);
      return true;
    }
    if (!error.isRetryable) {
      const failed: OutboxEntry = { ...current, status: 'failed', code: error.code };
      put(failed);
      write(() => store.put(failed));
      return true;
    }
    const timer = setTimeout(() => {
      timers.delete(entry.chatId);
      if (options.canDeliver()) drain(entry.chatId);
    }, error.retryAfterMs ?? options.retryMs);
    timers.set(entry.chatId, timer);
    return false;
  }

  async function isStillKept(entry: OutboxEntry): Promise<boolean> {
    const kept = await store.load().catch(() => [entry]);
    return kept.some(({ clientId }) => clientId === entry.clientId);
  }

  function clearTimers(): void {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  }

  return {
    entries: () => entries,
    /** Reads what an earlier visit of this user left. */
    async load(userId: string): Promise<void> {
      for (const entry of Object.values(entries).flat()) if (entry.userId !== userId) remove(entry);
      const kept = await store.load().catch(() => []);
      for (const entry of kept) {
        if (entry.userId !== userId || find(entry.clientId) !== undefined) continue;
        adopted.add(entry.clientId);
        if (!entry.isHeld) attempted.add(entry.clientId);
        lastAt = Math.max(lastAt, entry.createdAt);
        put(entry);
      }
    },
    send(
      userId: string,
      chatId: string,
      text: string,
      extras: SendExtras = {},
      { isHeld, draft }: { isHeld?: boolean | undefined; draft?: DraftEnd | undefined } = {},
    ): string {
      const { clientId, endsDraft } = draft ?? { clientId: randomUuid() };
      lastAt = Math.max(lastAt + 1, Date.now());
      const entry: OutboxEntry = {
        clientId,
        userId,
        chatId,
        text,
        ...(Object.keys(extras).length > 0 ? { extras } : {}),
        ...(isHeld ? { isHeld } : {}),
        ...(endsDraft ? { endsDraft } : {}),
        createdAt: lastAt,
        status: 'pending',
        code: null,
        seq: null,
      };
      write(() => store.put(entry));
      put(entry);
      if (options.canDeliver()) drain(chatId);
      return clientId;
    },
    /** What it waited for is there: it goes out with these files. */
    release(clientId: string, attachments: readonly string[]): void {
      const entry = find(clientId);
      if (entry?.isHeld !== true) return;
      const { isHeld: _, ...rest } = entry;
      const ready: OutboxEntry = {
        ...rest,
        extras: { ...rest.extras, ...(attachments.length > 0 && { attachments: [...attachments] }) },
        status: 'pending',
        code: null,
      };
      write(() => store.put(ready));
      put(ready);
      if (options.canDeliver()) drain(entry.chatId);
    },
    /** What it waits for will not come; `retry` says to try again. */
    fail(clientId: string, code: string): void {
      const entry = find(clientId);
      if (entry?.isHeld !== true) return;
      const failed: OutboxEntry = { ...entry, status: 'failed', code };
      write(() => store.put(failed));
      put(failed);
    },
    retry(clientId: string): void {
      const entry = find(clientId);
      if (entry?.status !== 'failed') return;
      const pending: OutboxEntry = { ...entry, status: 'pending', code: null };
      write(() => store.put(pending));
      put(pending);
      if (options.canDeliver()) drain(entry.chatId);
    },
    discard(clientId: string): boolean {
      const entry = find(clientId);
      if (entry === undefined || entry.status === 'sent') return false;
      if (entry.status === 'pending' && attempted.has(clientId)) return false;
      write(() => store.remove(clientId));
      remove(entry);
      return true;
    },
    /** The state has changed: entries whose message it holds are done. */
    reconcile(state: ClientState): void {
      for (const entry of Object.values(entries).flat()) {
        const held = state.chats[entry.chatId];
        if (held === undefined) continue;
        const isIt = (message: Message) =>
          message.clientId === entry.clientId &&
          message.senderId === entry.userId &&
          // What another device made of the same draft; the server says which of the two was stored.
          (!entry.endsDraft || message.text === entry.text);
        const isSeen = entry.status === 'sent' && entry.seq !== null && entry.seq <= seenSeq(held);
        if (isSeen) remove(entry);
        else if (entry.status !== 'sent') {
          const message = held.messages.findLast(isIt) ?? held.early.find(isIt);
          if (message === undefined) continue;
          stored(entry, message.seq);
          if (message.seq <= seenSeq(held)) remove(entry);
        }
      }
    },
    /** Resolves when what was sent so far outlives this page; failing to keep it is as good. */
    kept: () => writes.then(() => undefined),
    /** The connection is back. */
    resume(): void {
      clearTimers();
      for (const chatId of Object.keys(entries)) drain(chatId);
    },
    /** Stops retrying; resolves when everything is written to the store. */
    async stop(): Promise<void> {
      clearTimers();
      await writes;
    },
    /** Forgets all entries, on this device too. */
    async clear(): Promise<void> {
      clearTimers();
      for (const entry of Object.values(entries).flat()) write(() => store.remove(entry.clientId));
      entries = {};
      options.onChange();
      await writes;
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
