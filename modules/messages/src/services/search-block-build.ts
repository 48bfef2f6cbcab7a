import { fold, wordsOf } from '@bridges/contracts/search';
import { blockOf, fieldEnd, lineHead } from '../search/block.ts';
import type { IndexedMessage } from '../search/block.ts';
import { KeptBytes } from '../search/kept-text.ts';
import { hasOf, searchedFields } from '../search/searched-fields.ts';
import {
  hasBits,
  knownWord,
  senderBits,
  setBits,
  setRowBits,
  setWordBits,
  signatureBytes,
} from '../search/signature.ts';
import type { KnownWord } from '../search/signature.ts';

/** A block as it is written, or what is added to one. */
export interface BuiltBlock {
  chatId: string;
  blockNo: number;
  lastSeq: number;
  oldestAt: Date;
  newestAt: Date;
  senders: string[];
  signature: Buffer;
  /** In UTF-8. */
  lines: Buffer;
}

export interface SourceMessage extends IndexedMessage {
  chatId: string;
}

/** Words that people use again and again: their bits are not worked out anew. */
const mostKnownWords = 20_000;

/** Makes blocks from messages; each indexer has one, because it remembers the bits of words. */
export function createBlockBuilder() {
  const known = new Map<string, KnownWord & { setIn: number }>();
  const lines = new KeptBytes();
  /** Of the block that is being made: its words set their bits once. */
  let block = 0;

  function wordOf(text: string): KnownWord & { setIn: number } {
    const before = known.get(text);
    if (before) return before;
    if (known.size >= mostKnownWords) known.clear();
    const word = { ...knownWord(text), setIn: 0 };
    known.set(text, word);
    return word;
  }

  function setWords(signature: Uint8Array, folded: string): void {
    const words: KnownWord[] = [];
    for (const text of wordsOf(folded)) {
      const word = wordOf(text);
      words.push(word);
      if (word.setIn === block) continue;
      word.setIn = block;
      setWordBits(signature, word);
    }
    setRowBits(signature, words);
  }

  function add({ signature, senders }: BuiltBlock, message: SourceMessage): void {
    let sender = senders.indexOf(message.senderId);
    if (sender < 0) {
      sender = senders.push(message.senderId) - 1;
      setBits(signature, senderBits(message.senderId));
    }
    const kinds = hasOf(message);
    lines.plain(lineHead(message, sender, kinds));
    searchedFields(message).forEach((field, at) => {
      const folded = fold(field);
      if (at > 0) lines.plain(fieldEnd);
      lines.text(folded);
      setWords(signature, folded);
    });
    lines.plain('\n');
    for (const has of kinds) setBits(signature, hasBits(has));
  }

  function begin(message: SourceMessage, blockNo: number, end: BlockEnd | undefined): BuiltBlock {
    block++;
    return {
      chatId: message.chatId,
      blockNo,
      lastSeq: message.seq,
      oldestAt: end?.oldestAt ?? message.createdAt,
      newestAt: end?.newestAt ?? message.createdAt,
      senders: [...(end?.senders ?? [])],
      signature: end ? Buffer.from(end.signature) : Buffer.alloc(signatureBytes),
      lines: noLines,
    };
  }

  return {
    /** Messages in the order of chat and seq, each block whole, or after what `ends` says is there of it. */
    build(messages: readonly SourceMessage[], ends: ReadonlyMap<string, BlockEnd> = new Map()): BuiltBlock[] {
      const blocks: BuiltBlock[] = [];
      let current: BuiltBlock | undefined;
      for (const message of messages) {
        const blockNo = blockOf(message.seq);
        if (current?.chatId !== message.chatId || current.blockNo !== blockNo) {
          if (current) current.lines = lines.take();
          current = begin(message, blockNo, ends.get(`${message.chatId}:${blockNo}`));
          blocks.push(current);
        }
        current.lastSeq = message.seq;
        const atMs = message.createdAt.getTime();
        if (atMs > current.newestAt.getTime()) current.newestAt = message.createdAt;
        if (atMs < current.oldestAt.getTime()) current.oldestAt = message.createdAt;
        if (message.kind === 'text') add(current, message);
      }
      if (current) current.lines = lines.take();
      return blocks;
    },
  };
}

const noLines = Buffer.alloc(0);

export type BlockBuilder = ReturnType<typeof createBlockBuilder>;

/** What is there of a chat's last block. */
export type BlockEnd = Omit<BuiltBlock, 'lines'>;
