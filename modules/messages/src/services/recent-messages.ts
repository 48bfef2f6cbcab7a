import type { SourceMessage } from './search-block-build.ts';

/** Of texts; what does not fit is read from the messages. */
const mostLetters = 16_000_000;

interface RecentChat {
  /** Of the chat when they were committed: since then nothing of them has changed as long as it is the same. */
  rev: number;
  /** Without a gap. */
  messages: SourceMessage[];
}

/**
 * Messages that this process has just committed, for its indexer: half of what it costs to index them is to read them
 * back. Only their texts; which messages there are, and whether one says something else by now, the database alone
 * knows.
 */
export class RecentMessages {
  #chats = new Map<string, RecentChat>();
  #letters = 0;

  /**
   * @param messages in the order of seq within each chat
   * @param revs of the chat of each
   */
  keep(messages: readonly SourceMessage[], revs: readonly number[]): void {
    let chat: RecentChat | undefined;
    let chatOf = '';
    for (const [at, message] of messages.entries()) {
      // The index is far behind, or another process writes it.
      if (this.#letters > mostLetters) {
        this.#forget();
        chat = undefined;
      }
      const { chatId, seq } = message;
      if (!chat || chatOf !== chatId || chat.messages.at(-1)?.seq !== seq - 1) {
        chat = this.#chatFor(message, revs[at] ?? 0);
        chatOf = chatId;
      }
      chat.messages.push(message);
      this.#letters += message.body.length;
    }
  }

  /** What follows a place of a chat, up to another one and as it is now; undefined if not all of it is here. */
  take(
    chatId: string,
    { after, until, rev }: { after: number; until: number; rev: number },
  ): readonly SourceMessage[] | undefined {
    const chat = this.#chats.get(chatId);
    const first = chat?.messages[0]?.seq;
    if (!chat || first === undefined || chat.rev !== rev) return undefined;
    const wanted = chat.messages.slice(Math.max(0, after + 1 - first), Math.max(0, until + 1 - first));
    if (wanted[0]?.seq !== after + 1 || wanted.at(-1)?.seq !== until) return undefined;
    return wanted;
  }

  /** They are indexed, or never will be from here. */
  drop(chatId: string, upTo: number): void {
    const chat = this.#chats.get(chatId);
    if (!chat) return;
    const first = chat.messages[0]?.seq ?? 0;
    const dropped = chat.messages.splice(0, Math.max(0, upTo + 1 - first));
    for (const { body } of dropped) this.#letters -= body.length;
    if (chat.messages.length === 0) this.#chats.delete(chatId);
  }

  /** With what precedes a message; empty if that is not here, or something was changed since. */
  #chatFor({ chatId, seq }: SourceMessage, rev: number): RecentChat {
    const known = this.#chats.get(chatId);
    if (known?.rev === rev && known.messages.at(-1)?.seq === seq - 1) return known;
    this.drop(chatId, Infinity);
    const chat = { rev, messages: [] };
    this.#chats.set(chatId, chat);
    return chat;
  }

  #forget(): void {
    this.#chats = new Map();
    this.#letters = 0;
  }
}
