import type { SentMessage } from '../search/block-build.ts';
import { SentPayload } from './sent-payload.ts';

/** Bytes: more than what waits between commits and their events. */
export const muchHeld = 4 * 1024 * 1024;

interface RecentChat {
  /** Of the chat when they were committed: since then nothing of them has changed as long as it is the same. */
  rev: number;
  /** Of its messages, without a gap. */
  firstSeq: number;
  /** Where each of them is: no object for each, of which there would be many for long. */
  payloads: SentPayload[];
  places: number[];
}

/**
 * Messages that this process has just committed, for its indexer: half of what it costs to index them is to read them
 * back. Only their texts; which messages there are, and whether one says something else by now, the database alone
 * knows.
 */
export class RecentMessages {
  readonly #held: Int32Array<ArrayBufferLike>;
  readonly #chats = new Map<string, RecentChat>();

  /** @param held one number, which others see: bytes that it was told, or will be, and still holds */
  constructor(held: Int32Array<ArrayBufferLike> = new Int32Array(1)) {
    this.#held = held;
  }

  /**
   * @param bytes of a `MessagesSent`, with messages in the order of seq within each chat; they are counted as held
   * @param revs of the chat of each
   */
  keep(bytes: Uint8Array, revs: ArrayLike<number>): void {
    const payload = new SentPayload(bytes);
    let at = 0;
    payload.eachPlace((chatId, seq, place) => {
      const chat = this.#chatFor(chatId, seq, revs[at++] ?? 0);
      if (!chat) return;
      payload.keptCount++;
      chat.payloads.push(payload);
      chat.places.push(place);
    });
    this.#release(payload);
  }

  get isMuch(): boolean {
    return Atomics.load(this.#held, 0) > muchHeld;
  }

  /** What is here of the messages of a chat that follow another one, and is as they are now: undefined if none is. */
  rangeAfter(
    chatId: string,
    { after, rev }: { after: number; rev: number },
  ): { firstSeq: number; lastSeq: number } | undefined {
    const chat = this.#chats.get(chatId);
    if (chat?.rev !== rev) return undefined;
    const lastSeq = chat.firstSeq + chat.places.length - 1;
    return lastSeq > after ? { firstSeq: Math.max(after + 1, chat.firstSeq), lastSeq } : undefined;
  }

  /** What follows a message of a chat, up to another one, both of a range that was told. */
  take(chatId: string, { after, until }: { after: number; until: number }): SentMessage[] {
    const { firstSeq = 0, payloads = [], places = [] } = this.#chats.get(chatId) ?? {};
    const messages: SentMessage[] = [];
    for (let at = after + 1 - firstSeq; at <= until - firstSeq; at++) {
      const message = payloads[at]?.message(places[at] ?? 0, chatId);
      if (message) messages.push(message);
    }
    return messages;
  }

  /** They are indexed, or never will be from here. */
  drop(chatId: string, upTo: number): void {
    const chat = this.#chats.get(chatId);
    if (!chat) return;
    const count = Math.min(Math.max(0, upTo + 1 - chat.firstSeq), chat.places.length);
    chat.firstSeq += count;
    chat.places.splice(0, count);
    for (const payload of chat.payloads.splice(0, count)) this.#release(payload);
    if (chat.places.length === 0) this.#chats.delete(chatId);
  }

  /** All that is here is in the index, or will soon be read from the messages: of what another process has indexed. */
  forget(): void {
    for (const chatId of this.#chats.keys()) this.drop(chatId, Infinity);
  }

  /**
   * With what precedes a message; empty if something was changed since. Undefined if it does not follow what is here,
   * which is wanted before it.
   */
  #chatFor(chatId: string, seq: number, rev: number): RecentChat | undefined {
    const known = this.#chats.get(chatId);
    if (known?.rev === rev) return seq === known.firstSeq + known.places.length ? known : undefined;
    this.drop(chatId, Infinity);
    const chat: RecentChat = { rev, firstSeq: seq, payloads: [], places: [] };
    this.#chats.set(chatId, chat);
    return chat;
  }

  /** One less that holds it. */
  #release(payload: SentPayload): void {
    payload.keptCount--;
    if (payload.keptCount === 0) Atomics.sub(this.#held, 0, payload.length);
  }
}
