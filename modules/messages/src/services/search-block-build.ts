import { fold, wordsOf } from '@bridges/contracts/search';
import { blockOf, writeLine } from '../search/block.ts';
import type { IndexedMessage } from '../search/block.ts';
import { hasOf, searchedFields } from '../search/searched-fields.ts';
import { hasBits, rowBits, senderBits, setBits, signatureBytes, wordBits } from '../search/signature.ts';

/** A block as it is written, or what is added to one. */
export interface BuiltBlock {
  chatId: string;
  blockNo: number;
  lastSeq: number;
  oldestAt: Date;
  newestAt: Date;
  senders: string[];
  signature: Buffer;
  lines: string;
}

export interface SourceMessage extends IndexedMessage {
  chatId: string;
}

/** Words that people use again and again: their bits are not worked out anew. */
const mostKnownWords = 20_000;

/** Makes blocks from messages; each indexer has one, because it remembers the bits of words. */
export function createBlockBuilder() {
  let known = new Map<string, readonly number[]>();
  const bitsOf = (word: string): readonly number[] => {
    const before = known.get(word);
    if (before) return before;
    if (known.size >= mostKnownWords) known = new Map();
    const bits = wordBits(word);
    known.set(word, bits);
    return bits;
  };

  function add(block: BuiltBlock, message: SourceMessage): void {
    block.lastSeq = message.seq;
    if (message.createdAt > block.newestAt) block.newestAt = message.createdAt;
    if (message.createdAt < block.oldestAt) block.oldestAt = message.createdAt;
    if (message.kind !== 'text') return;
    block.lines += writeLine(message, block.senders);
    for (const field of searchedFields(message)) {
      const words = wordsOf(fold(field));
      for (const word of words) setBits(block.signature, bitsOf(word));
      setBits(block.signature, rowBits(words));
    }
    setBits(block.signature, senderBits(message.senderId));
    for (const has of hasOf(message)) setBits(block.signature, hasBits(has));
  }

  return {
    /** Messages in the order of chat and seq, each block whole, or after what `ends` says is there of it. */
    build(messages: readonly SourceMessage[], ends: ReadonlyMap<string, BlockEnd> = new Map()): BuiltBlock[] {
      const blocks = new Map<string, BuiltBlock>();
      for (const message of messages) {
        const blockNo = blockOf(message.seq);
        const key = `${message.chatId}:${blockNo}`;
        let block = blocks.get(key);
        if (!block) {
          const end = ends.get(key);
          block = {
            chatId: message.chatId,
            blockNo,
            lastSeq: message.seq,
            oldestAt: end?.oldestAt ?? message.createdAt,
            newestAt: end?.newestAt ?? message.createdAt,
            senders: [...(end?.senders ?? [])],
            signature: end ? Buffer.from(end.signature) : Buffer.alloc(signatureBytes),
            lines: '',
          };
          blocks.set(key, block);
        }
        add(block, message);
      }
      return [...blocks.values()];
    },
  };
}

export type BlockBuilder = ReturnType<typeof createBlockBuilder>;

/** What is there of a chat's last block. */
export type BlockEnd = Omit<BuiltBlock, 'lines'>;
