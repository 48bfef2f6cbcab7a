import type {
  Chat,
  Folder,
  Invitation,
  JoinRequest,
  Me,
  Message,
  Notification,
  Privacy,
  PublicUser,
  Relation,
} from '@bridges/contracts';

/** What the client holds of one chat. */
export interface ChatState {
  /** The chat's head as last told, moved on by events. */
  readonly chat: Chat;
  /** One window of the chat: ascending seqs without a gap. At least the newest message, if there is one. */
  readonly messages: readonly Message[];
  /** The server has messages older than the window. */
  readonly hasBefore: boolean;
  /** The window follows the newest message. False while looking at older history (`loadNewer` goes on). */
  readonly isAtEnd: boolean;
  /**
   * Something after this seq was announced and not seen. At the end: fetch `messages?after=` it;
   * in older history: fetch the chat's head. Null: nothing is missing.
   */
  readonly missingAfter: number | null;
  /** Messages that came before those they follow; they join the window when the gap closes. */
  readonly early: readonly Message[];
  /** What changed after this rev may not be held: fetch `changes?after=` it. Null: all up to `chat.rev` is. */
  readonly staleAfter: number | null;
  /** Originals that messages of the window reply to, by seq. */
  readonly quoted: Readonly<Record<number, Message>>;
}

/** My own view of my chats, beyond what each chat's marks say. */
export interface MarksState {
  /** Up to here everything I set, on any device, is held. */
  readonly rev: number;
  /** The highest rev heard of: beyond `rev`, fetch what changed since. */
  readonly told: number;
  /** In my order. */
  readonly folders: readonly Folder[];
}

export interface Presence {
  readonly isOnline: boolean;
  /** When this client learned of it, in milliseconds since 1970: "last seen just now". */
  readonly since: number;
}

/** How I stand to others, as far as it was asked for or told. */
export interface ContactsState {
  /** By user id; somebody who is missing was not asked for (`loadRelation`). */
  readonly relations: Readonly<Record<string, Relation>>;
  /** Requests that wait for my answer; null: not known yet. */
  readonly incomingCount: number | null;
  /** Null: not asked for (`loadPrivacy`). */
  readonly privacy: Privacy | null;
}

/** Ways into groups that wait for somebody's answer. */
export interface DoorsState {
  /** What I am invited to, by the invitation's id. Whose `expiresAt` has passed stands no more. */
  readonly invitations: Readonly<Record<string, Invitation>>;
  /** Where I asked to join, by chat id. */
  readonly requests: Readonly<Record<string, JoinRequest>>;
  /** How many wait for me or another admin, by chat id; never 0. */
  readonly waiting: Readonly<Record<string, number>>;
  /** False until the lists were told for the first time. */
  readonly isLoaded: boolean;
}

/** What concerns me in person: mentions, replies, reactions, invitations, security. */
export interface InboxState {
  /** Newest first, as far as fetched (`loadMoreInbox`). */
  readonly entries: readonly Notification[];
  /** Of the whole inbox. */
  readonly unreadCount: number;
  /** Where more begins; null: this is all. */
  readonly nextCursor: string | null;
  /** False until the first page is here. */
  readonly isLoaded: boolean;
}

/** Everything the server has told, as immutable data. Only the functions of `apply-*.ts` make new ones. */
export interface ClientState {
  /** Whose history the seqs belong to; a restored backup has another. Null: nothing was told yet. */
  readonly epoch: string | null;
  readonly me: Me | null;
  readonly chats: Readonly<Record<string, ChatState>>;
  readonly users: Readonly<Record<string, PublicUser>>;
  readonly marks: MarksState;
  readonly doors: DoorsState;
  /** By user id; only of watched users. */
  readonly presence: Readonly<Record<string, Presence>>;
  /** By chat id and user id: when to stop showing it, in milliseconds since 1970. */
  readonly typing: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly contacts: ContactsState;
  readonly inbox: InboxState;
}

export const emptyState: ClientState = {
  epoch: null,
  me: null,
  chats: {},
  users: {},
  marks: { rev: 0, told: 0, folders: [] },
  doors: { invitations: {}, requests: {}, waiting: {}, isLoaded: false },
  presence: {},
  typing: {},
  contacts: { relations: {}, incomingCount: null, privacy: null },
  inbox: { entries: [], unreadCount: 0, nextCursor: null, isLoaded: false },
};

/**
 * Whether what is held belongs to another history than this epoch's. As long as no epoch was told, nothing does: what
 * came by then is as new as the connection.
 */
export function isOtherEpoch(state: ClientState, epoch: string): boolean {
  return state.epoch !== null && state.epoch !== epoch;
}

/** The newest seq up to which everything of this chat was seen: what a resume asks from. */
export function seenSeq(chat: ChatState): number {
  return chat.missingAfter ?? chat.chat.lastSeq;
}

/** The rev up to which every change of this chat is held: what a resume asks from. */
export function seenRev(chat: ChatState): number {
  return chat.staleAfter ?? chat.chat.rev;
}

/** The message that another one answers, if it is held. */
export function quotedMessage(held: ChatState, seq: number): Message | undefined {
  const first = held.messages[0]?.seq ?? 0;
  return held.messages[seq - first] ?? held.quoted[seq];
}

/** Puts one chat in place. */
export function withChat(state: ClientState, held: ChatState): ClientState {
  const { id } = held.chat;
  return state.chats[id] === held ? state : { ...state, chats: { ...state.chats, [id]: held } };
}

const sorted = new WeakMap<object, readonly ChatState[]>();

/** Chats, the latest activity first. The same array while no chat changed, so it may feed a React selector. */
export function chatsByActivity(state: ClientState): readonly ChatState[] {
  const known = sorted.get(state.chats);
  if (known !== undefined) return known;
  const list = Object.values(state.chats).sort((a, b) => {
    const [left, right] = [a.chat.lastActivityAt, b.chat.lastActivityAt];
    if (left !== right) return left < right ? 1 : -1;
    return a.chat.id < b.chat.id ? 1 : -1;
  });
  sorted.set(state.chats, list);
  return list;
}

/** Who is typing in a chat at `now`, except me. */
export function typingUsers(state: ClientState, chatId: string, now = Date.now()): string[] {
  const entries = Object.entries(state.typing[chatId] ?? {});
  return entries
    .filter(([userId, until]) => until > now && userId !== state.me?.id)
    .map(([userId]) => userId);
}
