import type { Message } from '@bridges/contracts';

/** What of a message tells whether two are the same. */
export type Seen = Pick<Message, 'chatId' | 'seq' | 'senderId' | 'clientId' | 'text'> &
  /** A message of kind `system` is posted by the server: nobody asked for it. */
  Partial<Pick<Message, 'kind'>>;

/**
 * One thing that a client asked or saw, in the order in which it happened. `client` is a device, `user` the
 * person behind it.
 */
export type HistoryEntry =
  /** A send was asked for. */
  | { kind: 'asked'; client: string; user: string; chatId: string; clientId: string; text: string }
  /** It was acknowledged. Without this entry or the next one, its outcome is unknown. */
  | { kind: 'acknowledged'; client: string; user: string; clientId: string; seq: number }
  | { kind: 'refused'; client: string; user: string; clientId: string }
  /** A request or connection broke: the fault was felt. `by`: how, for who looks for the cause. */
  | { kind: 'disturbed'; client: string; by?: string }
  /** A message was told to the client, in the order in which it showed it. */
  | { kind: 'saw'; client: string; user: string; message: Seen }
  /** The client claims to hold everything of the chat up to `seq`. */
  | { kind: 'cursor'; client: string; chatId: string; seq: number }
  /** The server told it to forget what it holds, and that it begins again after `seq`. */
  | { kind: 'reset'; client: string; chatId: string; seq: number }
  /** Somebody's read marker, as told to this client. */
  | { kind: 'marker'; client: string; chatId: string; of: string; seq: number }
  /** A page was asked for and answered: all messages of the chat after `after`. `askedAt`: entries before the question. */
  | {
      kind: 'page';
      client: string;
      user: string;
      chatId: string;
      after: number;
      seqs: number[];
      askedAt: number;
    }
  /** The numbers of a chat as told to a user. */
  | { kind: 'counters'; user: string; chatId: string; lastSeq: number; readSeq: number; unreadCount: number }
  /** The user's removal was acknowledged; `saw` of hers is allowed for `graceMs` more. */
  | { kind: 'removed'; user: string; chatId: string; atMs: number }
  /** When what follows happened. */
  | { kind: 'clock'; atMs: number }
  /** What a client holds after all events, and a fresh snapshot, in one form (see truth.ts). */
  | { kind: 'state'; client: string; differences: string[] }
  /** The truth at the end: every message of the chat, from the database or the whole history. */
  | { kind: 'final'; chatId: string; lastSeq: number; messages: Seen[] };

/** Writes a history; the entries of all clients of a process are in one order. */
export class HistoryRecorder {
  readonly entries: HistoryEntry[] = [];
  add(entry: HistoryEntry): void {
    this.entries.push(entry);
  }
}
