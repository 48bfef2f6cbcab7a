import type {
  ChangesPage,
  Chat,
  Me,
  Message,
  MessagePage,
  PublicUser,
  ResumeReply,
  SocketEvent,
} from '@bridges/contracts';
import { noMarks } from '@bridges/contracts';

const time = (at: number) => new Date(Date.UTC(2026, 10, 21) + at * 1000).toISOString();

/** A user as the server shows her; the same number, the same user. */
export function userOf(number: number): PublicUser {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    username: `user${number}`,
    displayName: `User ${number}`,
    bio: '',
    birthday: null,
    statusMessage: '',
    isAdmin: false,
    joinedAt: time(0),
    lastSeenAt: null,
    avatarFileId: null,
  };
}

export const meOf = (number: number): Me => ({
  ...userOf(number),
  email: null,
  isEmailConfirmed: false,
  pendingEmail: null,
  language: null,
  lastSignInAt: null,
});

interface Row {
  id: string;
  kind: 'direct' | 'group';
  members: Map<string, number>;
  messages: Message[];
  createdAt: string;
  rev: number;
  title: string;
  /** My reactions, by seq. */
  mine: Map<number, string[]>;
}

/** What a server must be, in the fewest words: chats in memory, with the contract's answers about them. */
export class ServerModel {
  epoch = 'epoch-1';
  /** A device that missed more than this in a chat gets a reset. */
  resumeLimit = 50;
  /** So many newest messages come with a reset. */
  resetPage = 20;
  readonly chats = new Map<string, Row>();
  #clock = 0;

  addChat(number: number, memberIds: readonly string[]): string {
    const id = `11111111-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const members = new Map(memberIds.map((userId) => [userId, 0]));
    this.chats.set(id, {
      id,
      kind: 'group',
      members,
      messages: [],
      createdAt: time(++this.#clock),
      rev: 0,
      title: 'A group',
      mine: new Map(),
    });
    return id;
  }

  post(chatId: string, senderId: string, clientId: string = crypto.randomUUID(), text = 'hello') {
    const { messages, members } = this.#row(chatId);
    const earlier = messages.find(
      (message) => message.clientId === clientId && message.senderId === senderId,
    );
    if (earlier !== undefined) return { message: earlier, isRepeat: true };
    const seq = messages.length + 1;
    const createdAt = time(++this.#clock);
    const message: Message = { chatId, seq, senderId, kind: 'text', text, clientId, createdAt };
    messages.push(message);
    members.set(senderId, seq);
    return { message, isRepeat: false };
  }

  /** Edits, deletes, or lets `me` react to a message; or renames the chat. Answers what everybody is told. */
  change(chatId: string, seq: number, act: 'edit' | 'delete' | 'react' | 'rename', me: string): SocketEvent {
    const row = this.#row(chatId);
    const after = row.rev++;
    const event = { ev: 'changed', chat: chatId, after, rev: row.rev } as const;
    if (act === 'rename' || row.messages[seq - 1] === undefined) {
      row.title = `Title ${row.rev}`;
      return { ...event, messages: [], head: { title: row.title, handle: null, group: null, pins: [] } };
    }
    const before = row.messages[seq - 1] as Message;
    const isGone = act === 'delete' || before.kind === 'deleted';
    const changed: Message = isGone
      ? { ...before, kind: 'deleted', text: '', rev: row.rev }
      : { ...before, rev: row.rev, ...(act === 'edit' ? { text: `edit ${row.rev}` } : {}) };
    row.messages[seq - 1] = changed;
    if (isGone) row.mine.delete(seq);
    if (act !== 'react' || isGone) return { ...event, messages: [changed] };
    const reactions = [`${row.rev}`];
    row.mine.set(seq, reactions);
    return { ...event, messages: [changed], mineOf: { user: me, seq, mine: { reactions, votes: [] } } };
  }

  changes(chatId: string, viewerId: string, after: number, limit: number): ChangesPage {
    const row = this.#row(chatId);
    const all = row.messages.filter(({ rev = 0 }) => rev > after).sort((a, b) => (a.rev ?? 0) - (b.rev ?? 0));
    const messages = all.slice(0, limit).map((message) => this.#withMine(row, message));
    const hasMore = all.length > limit;
    return {
      chat: this.snapshot(chatId, viewerId),
      messages,
      quoted: [],
      users: [],
      rev: hasMore ? (messages.at(-1)?.rev ?? 0) : row.rev,
      hasMore,
    };
  }

  #withMine(row: Row, message: Message): Message {
    const reactions = row.mine.get(message.seq);
    return reactions === undefined ? message : { ...message, mine: { reactions, votes: [] } };
  }

  read(chatId: string, userId: string, seq: number): SocketEvent {
    const { members, messages } = this.#row(chatId);
    const readSeq = Math.max(members.get(userId) ?? 0, Math.min(seq, messages.length));
    members.set(userId, readSeq);
    return { ev: 'read', chat: chatId, user: userId, seq: readSeq };
  }

  snapshot(chatId: string, viewerId: string): Chat {
    const row = this.#row(chatId);
    const { id, kind, members, messages, createdAt, rev, title } = row;
    const last = messages.at(-1);
    const lastMessage = last === undefined ? null : this.#withMine(row, last);
    const readSeq = members.get(viewerId) ?? 0;
    const others = [...members].filter(([userId]) => userId !== viewerId).map(([, seq]) => seq);
    return {
      id,
      kind,
      title,
      handle: null,
      group: null,
      pins: [],
      peerId: null,
      role: 'member',
      canPost: true,
      firstSeq: 1,
      rev,
      mentionSeqs: [],
      reactionSeqs: [],
      marks: noMarks,
      createdAt,
      lastActivityAt: lastMessage?.createdAt ?? createdAt,
      lastSeq: messages.length,
      lastMessage,
      readSeq,
      othersReadSeq: Math.max(0, ...others),
      unreadCount: messages.length - readSeq,
    };
  }

  page(
    chatId: string,
    query: { before?: number; after?: number; around?: number; limit?: number },
  ): MessagePage {
    const row = this.#row(chatId);
    const messages = row.messages.map((message) => this.#withMine(row, message));
    const { before, after, around, limit = 50 } = query;
    let start = Math.max(0, messages.length - limit);
    let end = messages.length;
    if (before !== undefined) {
      end = Math.max(0, Math.min(before - 1, messages.length));
      start = Math.max(0, end - limit);
    } else if (after !== undefined) {
      start = Math.min(after, messages.length);
      end = Math.min(start + limit, messages.length);
    } else if (around !== undefined) {
      start = Math.max(0, Math.min(around - 1 - Math.floor(limit / 2), messages.length - limit));
      end = Math.min(start + limit, messages.length);
    }
    return {
      messages: messages.slice(start, end),
      quoted: [],
      users: [],
      rev: row.rev,
      hasBefore: start > 0,
      hasAfter: end < messages.length,
    };
  }

  resume(
    viewerId: string,
    question: {
      epoch: string | null;
      chats: Record<string, number>;
      revs?: Record<string, number> | undefined;
    },
  ): ResumeReply {
    const isReset = question.epoch !== this.epoch;
    const known = isReset ? {} : question.chats;
    const mine = [...this.chats.values()].filter(({ members }) => members.has(viewerId));
    const quiet = mine.filter(({ id, messages }) => known[id] === messages.length);
    const told = mine.filter((row) => !quiet.includes(row));
    return {
      epoch: this.epoch,
      isReset,
      chats: told.map((row) => {
        const { id } = row;
        const messages = row.messages.map((message) => this.#withMine(row, message));
        const from = known[id];
        const isFar =
          from === undefined || messages.length - from > this.resumeLimit || from > messages.length;
        return {
          chat: this.snapshot(id, viewerId),
          messages: isFar ? messages.slice(-this.resetPage) : messages.slice(from),
          quoted: [],
          isReset: isFar,
        };
      }),
      marks: Object.fromEntries(
        quiet.map(({ id }): [string, [number, number]] => {
          const { readSeq, othersReadSeq } = this.snapshot(id, viewerId);
          return [id, [readSeq, othersReadSeq]];
        }),
      ),
      changed: Object.fromEntries(
        mine.filter(({ id, rev }) => (question.revs?.[id] ?? rev) < rev).map(({ id, rev }) => [id, rev]),
      ),
      marksRev: 0,
      gone: Object.keys(question.chats).filter((id) => !this.chats.get(id)?.members.has(viewerId)),
      users: [],
      hasMore: false,
    };
  }

  #row(chatId: string): Row {
    const row = this.chats.get(chatId);
    if (row === undefined) throw new Error(`No chat ${chatId}.`);
    return row;
  }
}
