import type { SentMessage } from './search-block-build.ts';
import { SentPayload } from './sent-payload.ts';
import type { SentPlace } from './sent-payload.ts';

/** Of payloads; what does not fit is read from the messages. */
const mostBytes = 32 * 1024 * 1024;

interface RecentChat {
  /** Of the chat when they were committed: since then nothing of them has changed as long as it is the same. */
  rev: number;
  /** Without a gap. */
  messages: SentPlace[];
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
  keep(bytes: Uint8Array, revs: readonly number[]): void {
    // The index is far behind, or another process writes it.
    if (this.#bytes > mostBytes) this.#forget();
    const payload = new SentPayload(bytes);
    const places = payload.places();
    if (places.length > 0) this.#bytes += payload.length;
    for (let at = 0; at < places.length; at++) {
      const place = places[at];
      if (place) this.#chatFor(place, revs[at] ?? 0).messages.push(place);
    }
  }

  /** What follows a place of a chat, up to another one and as it is now; undefined if not all of it is here. */
  take(
    chatId: string,
    { after, until, rev }: { after: number; until: number; rev: number },
  ): SentMessage[] | undefined {
    const chat = this.#chats.get(chatId);
    const first = chat?.messages[0]?.seq;
    if (!chat || first === undefined || chat.rev !== rev) return undefined;
    const wanted = chat.messages.slice(Math.max(0, after + 1 - first), Math.max(0, until + 1 - first));
    if (wanted[0]?.seq !== after + 1 || wanted.at(-1)?.seq !== until) return undefined;
    return wanted.map((place) => place.payload.message(place));
  }

  /** They are indexed, or never will be from here. */
  drop(chatId: string, upTo: number): void {
    const chat = this.#chats.get(chatId);
    if (!chat) return;
    const first = chat.messages[0]?.seq ?? 0;
    const dropped = chat.messages.splice(0, Math.max(0, upTo + 1 - first));
    for (const { payload } of dropped) if (--payload.placeCount === 0) this.#bytes -= payload.length;
    if (chat.messages.length === 0) this.#chats.delete(chatId);
  }

  /** With what precedes a message; empty if that is not here, or something was changed since. */
  #chatFor({ chatId, seq }: SentPlace, rev: number): RecentChat {
    const known = this.#chats.get(chatId);
    if (known?.rev === rev && known.messages.at(-1)?.seq === seq - 1) return known;
    this.drop(chatId, Infinity);
    const chat = { rev, messages: [] };
    this.#chats.set(chatId, chat);
    return chat;
  }

  #forget(): void {
    this.#chats = new Map();
    this.#bytes = 0;
  }
}
