import type { SentMessage } from './search-block-build.ts';
import { SentPayload } from './sent-payload.ts';

/** Of payloads; what does not fit is read from the messages. */
const mostBytes = 32 * 1024 * 1024;

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
  #chats = new Map<string, RecentChat>();
  #bytes = 0;

  /**
   * @param bytes of a `MessagesSent`, with messages in the order of seq within each chat
   * @param revs of the chat of each
   */
  keep(bytes: Uint8Array, revs: ArrayLike<number>): void {
    // The index is far behind, or another process writes it.
    if (this.#bytes > mostBytes) this.#forget();
    const payload = new SentPayload(bytes);
    this.#bytes += payload.length;
    let at = 0;
    payload.eachPlace((chatId, seq, place) => {
      const chat = this.#chatFor(chatId, seq, revs[at++] ?? 0);
      payload.keptCount++;
      chat.payloads.push(payload);
      chat.places.push(place);
    });
    this.#release(payload);
  }

  /** What follows a place of a chat, up to another one and as it is now; undefined if not all of it is here. */
  take(
    chatId: string,
    { after, until, rev }: { after: number; until: number; rev: number },
  ): SentMessage[] | undefined {
    const chat = this.#chats.get(chatId);
    if (!chat || chat.rev !== rev) return undefined;
    const { firstSeq, payloads, places } = chat;
    if (after + 1 < firstSeq || until >= firstSeq + places.length || until <= after) return undefined;
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

  /** With what precedes a message; empty if that is not here, or something was changed since. */
  #chatFor(chatId: string, seq: number, rev: number): RecentChat {
    const known = this.#chats.get(chatId);
    if (known?.rev === rev && seq === known.firstSeq + known.places.length) return known;
    this.drop(chatId, Infinity);
    const chat: RecentChat = { rev, firstSeq: seq, payloads: [], places: [] };
    this.#chats.set(chatId, chat);
    return chat;
  }

  /** One less that holds it. */
  #release(payload: SentPayload): void {
    payload.keptCount--;
    if (payload.keptCount === 0) this.#bytes -= payload.length;
  }

  #forget(): void {
    this.#chats = new Map();
    this.#bytes = 0;
  }
}
