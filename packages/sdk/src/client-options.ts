import type { Draft, MarksBody, Me, Message, Scheduled, SocketEvent } from '@bridges/contracts';
import type { ScheduleBody } from './client/scheduling.ts';
import type { ConnectionState } from './realtime/connection-state.ts';
import type { OutboxEntry, OutboxStore } from './outbox-entry.ts';
import type { Rest } from './rest.ts';
import type { SendExtras } from './rest/shapes.ts';
import type { SessionMode } from './rest/tokens.ts';
import type { ClientState } from './state.ts';

/** What I have begun to write, as this device shows it. */
export type DraftParts = Omit<Draft, 'updatedAt' | 'clientId'>;

/** What a cache keeps between visits: plain JSON. Opaque; `version` tells whether this SDK can read it. */
export interface SavedState {
  readonly version: 2;
  readonly state: Pick<ClientState, 'epoch' | 'me' | 'chats' | 'users' | 'marks'>;
  /** Read markers that the server did not acknowledge yet, by chat id. */
  readonly reads: Readonly<Record<string, number>>;
}

/** A cache of the state (IndexedDB in the web), painted before the network answers. */
export interface StateStore {
  load(): Promise<SavedState | null>;
  save(saved: SavedState): Promise<void>;
  clear(): Promise<void>;
}

/** The part of the browser's WebSocket that the SDK uses; `ws` fits too. */
export type WebSocketClass = new (url: string) => WebSocket;

export interface ClientOptions {
  /** Where Bridges answers, e.g. `https://chat.example.org`; '' for the page's own origin. */
  baseUrl: string;
  session: SessionMode;
  stateStore?: StateStore;
  outboxStore?: OutboxStore;
  WebSocket?: WebSocketClass;
  fetch?: typeof globalThis.fetch;
  /** Pauses and limits in milliseconds, for tests. */
  timing?: Partial<Timing>;
}

export interface Timing {
  /** Shortest and longest pause before connecting again. */
  reconnectMinMs: number;
  reconnectMaxMs: number;
  /** From opening the socket to `hello`, and from a command to its reply. */
  replyTimeoutMs: number;
  /** How long a gap may close by itself before it is fetched. */
  gapGraceMs: number;
  /** Read markers of this span go out as one. */
  readDebounceMs: number;
  /** A draft goes out this long after the last key. */
  draftDebounceMs: number;
  /** Changes of this span are saved as one. */
  saveDebounceMs: number;
  /** Pause before a retryable refusal of a send is tried again. */
  sendRetryMs: number;
}

export const defaultTiming: Timing = {
  reconnectMinMs: 300,
  reconnectMaxMs: 15_000,
  replyTimeoutMs: 15_000,
  gapGraceMs: 100,
  readDebounceMs: 300,
  draftDebounceMs: 1000,
  saveDebounceMs: 1000,
  sendRetryMs: 1000,
};

export interface OpenChatOptions {
  /**
   * Where to look: a seq (permalink, search hit); `unread` (default): the first unread message if there is
   * one, else the end; `end`: the newest messages.
   */
  around?: number | 'unread' | 'end';
}

/** A connected client: state, connection, outbox and everything one can do. See README.md. */
export interface Client {
  readonly rest: Rest;
  /**
   * Paints from the cache, then connects and stays connected until `stop()`. Resolves once the cache is read.
   * With `me` (from `rest.signIn` or `rest.me.get`), a cache of another user is not shown even for a moment.
   */
  start(options?: { me?: Me }): Promise<void>;
  /** Disconnects and saves; `start()` works again. */
  stop(): Promise<void>;
  /** Ends the session, stops, and forgets everything kept on this device. */
  signOut(): Promise<void>;
  /** Forgets what the cache keeps, and keeps nothing more until the next `start()`: for a session that was ended. */
  forgetState(): Promise<void>;
  /** The same object until something changes. */
  getState(): ClientState;
  /** The connection, the same object until it changes. */
  readonly connection: ConnectionState;
  /** My messages on their way, by chat id, in order; each list is the same array until it changes. */
  readonly outbox: Readonly<Record<string, readonly OutboxEntry[]>>;
  /** Hears of every change of state, connection or outbox. Returns how to stop hearing. */
  subscribe(listener: () => void): () => void;
  /**
   * Hears of each new message once and in its chat's order, mine too: live ones, and those missed while away.
   * After a reset (too much was missed) what lay between is not told. For notifications and bots.
   */
  onMessage(listener: (message: Message) => void): () => void;
  /**
   * Hears of each live event, after it was put into the state: for what the state does not hold (invitations,
   * contacts, the inbox). Some may be lost while away: fetch when the connection is back.
   */
  onEvent(listener: (event: SocketEvent) => void): () => void;

  /** Loads what a screen of this chat needs. Rejects with `messages.chat_not_found` if it is not mine to see. */
  openChat(chatId: string, options?: OpenChatOptions): Promise<void>;
  /** The chat is no longer shown: its window may be trimmed. */
  closeChat(chatId: string): void;
  /** Asks over REST how a chat is now: for who has no socket (`isCut`). With one, all this comes by itself. */
  refreshChat(chatId: string): Promise<void>;
  /** The direct chat with a user (with myself: Saved messages), made if needed. Resolves with its id. */
  openDirect(userId: string): Promise<string>;
  /** One page before the window. Calls at the same time share one request; nothing to load: resolves. */
  loadOlder(chatId: string): Promise<void>;
  /** One page after a window that is not at the end. */
  loadNewer(chatId: string): Promise<void>;
  /** Fetches users that the state does not hold yet. */
  loadUsers(userIds: readonly string[]): Promise<void>;

  /** Shows the message at once (in `outbox`) and sends it exactly once, now or when connected. Returns its client id. */
  send(chatId: string, text: string, extras?: SendExtras, options?: { isHeld?: boolean }): string;
  /**
   * Has the server send it at its time. The draft of these words ends with it, on the server in one transaction; a call
   * that failed may be repeated, and makes one. If that has gone out by then, `sendAt` says when, and `id` is its client
   * id: it is a scheduled message no more. What is refused leaves all as it was.
   */
  schedule(chatId: string, body: ScheduleBody): Promise<Scheduled>;
  /** A held message (`send` with `isHeld`) goes out with these files, which are uploaded by now. */
  release(clientId: string, attachments: readonly string[]): void;
  /** What a held message waits for was refused: it stands as failed, for `retry` or `discard`. */
  failHeld(clientId: string, code: string): void;
  /** Resolves when all that was sent so far is kept on this device: only then forget the draft. */
  whenKept(): Promise<void>;
  /** Tries a failed message again. */
  retry(clientId: string): void;
  /** Forgets a message that failed or was never tried. One that may already be stored stays; false then. */
  discard(clientId: string): boolean;
  /** I have read up to `seq`: at once in the state, debounced to the server, repeated until acknowledged. */
  markRead(chatId: string, seq: number): void;
  /**
   * Mutes, archives, pins, files or marks a chat as unread, for me alone: at once in the state. Rejects, with the
   * state as it was, when the server refuses or can't be reached.
   */
  setMarks(chatId: string, marks: MarksBody): Promise<void>;
  /** My pinned chats from now on, in this order. */
  setPinnedChats(chatIds: readonly string[]): Promise<void>;
  /**
   * What I have begun to write: at once in `chat.marks.draft`, to the server a second after the last call. `send` ends it:
   * its message bears the draft's client id, by which the server forgets it in the transaction that stores the message, and
   * by which two devices that send the same draft make one message. False: there is nothing to tell.
   */
  saveDraft(chatId: string, draft: DraftParts): boolean;
  /** Whether the server has yet to take what `saveDraft` was told last, or has refused it: a reload would forget it. */
  isDraftUnsaved(chatId: string): boolean;
  /** How I stand to somebody, into `contacts.relations`. Rejects with `accounts.user_not_found` if she is not mine to know. */
  loadRelation(userId: string): Promise<void>;
  /** Who may do what with regard to me, into `contacts.privacy`. */
  loadPrivacy(): Promise<void>;
  /** The next page of my inbox, into `inbox.entries`; nothing more: resolves. */
  loadMoreInbox(): Promise<void>;
  /** I have read one entry of my inbox: at once in the state. Reading the chat it tells of does so, too. */
  markNotificationRead(id: string): Promise<void>;
  /** All of them. */
  markInboxRead(): Promise<void>;
  /** I am writing; call on each key, it goes out every 3 s at most. */
  sendTyping(chatId: string): void;
  /** Follow presence and profiles of these users (200 at most), instead of those before. */
  watch(userIds: readonly string[]): void;
}
