import type { SearchHas } from '@bridges/contracts';
import { blockOf, fieldEnd, kindBits } from './block.ts';
import type { IndexedMessage } from './block.ts';
import { BlockWriter } from './block-writer.ts';
import { hasOf, searchedFields } from './searched-fields.ts';
import { hasBits, senderBits, setBits, signatureBytes } from './signature.ts';

/** A block as it is written, or what is added to one. */
export interface BuiltBlock {
  chatId: string;
  blockNo: number;
  lastSeq: number;
  oldestAtMs: number;
  newestAtMs: number;
  senders: string[];
  signature: Buffer;
  /** In UTF-8. */
  lines: Buffer;
}

export interface SourceMessage extends IndexedMessage {
  chatId: string;
}

/** With a text that stands in UTF-8 somewhere, of which no string need be made. */
export interface SentMessage extends Omit<SourceMessage, 'body'> {
  body: { bytes: Buffer; start: number; end: number };
}

/** Makes blocks from messages; each indexer has one, because it remembers the bits of words. */
export function createBlockBuilder() {
  const writer = new BlockWriter();

  function add({ signature, senders }: BuiltBlock, message: SourceMessage | SentMessage): void {
    let sender = senders.indexOf(message.senderId);
    if (sender < 0) {
      sender = senders.push(message.senderId) - 1;
      setBits(signature, senderBits(message.senderId));
    }
    const { seq, createdAtMs, content, body } = message;
    let kinds: readonly SearchHas[] = [];
    if (content === null) {
      // As most messages are. A link is looked for only where there may be one.
      writer.head(seq, createdAtMs, sender, 0);
      const mayHoldLink =
        typeof body === 'string' ? writer.text(body) : writer.utf8(body.bytes, body.start, body.end);
      if (mayHoldLink) kinds = hasOf({ body: textOf(body), content });
      if (kinds.length > 0) writer.has(kindBits(kinds));
    } else {
      const whole = { body: textOf(body), content };
      kinds = hasOf(whole);
      writer.head(seq, createdAtMs, sender, kindBits(kinds));
      for (const [at, field] of searchedFields(whole).entries()) {
        if (at > 0) writer.sign(fieldEnd);
        writer.text(field);
      }
    }
    writer.sign('\n');
    for (const has of kinds) setBits(signature, hasBits(has));
  }

  function begin(
    message: SourceMessage | SentMessage,
    blockNo: number,
    end: BlockEnd | undefined,
  ): BuiltBlock {
    const signature = end ? Buffer.from(end.signature) : Buffer.alloc(signatureBytes);
    writer.begin(signature);
    return {
      chatId: message.chatId,
      blockNo,
      lastSeq: message.seq,
      oldestAtMs: end?.oldestAtMs ?? message.createdAtMs,
      newestAtMs: end?.newestAtMs ?? message.createdAtMs,
      senders: [...(end?.senders ?? [])],
      signature,
      lines: noLines,
    };
  }

  return {
    /** Messages in the order of chat and seq, each block whole, or after what `ends` says is there of it. */
    build(
      messages: readonly (SourceMessage | SentMessage)[],
      ends: ReadonlyMap<string, BlockEnd> = new Map(),
    ): BuiltBlock[] {
      const blocks: BuiltBlock[] = [];
      let current: BuiltBlock | undefined;
      for (const message of messages) {
        const blockNo = blockOf(message.seq);
        if (current?.chatId !== message.chatId || current.blockNo !== blockNo) {
          if (current) current.lines = writer.take();
          current = begin(message, blockNo, ends.get(`${message.chatId}:${blockNo}`));
          blocks.push(current);
        }
        current.lastSeq = message.seq;
        const atMs = message.createdAtMs;
        if (atMs > current.newestAtMs) current.newestAtMs = atMs;
        if (atMs < current.oldestAtMs) current.oldestAtMs = atMs;
        if (message.kind === 'text') add(current, message);
      }
      if (current) current.lines = writer.take();
      return blocks;
    },
  };
}

const textOf = (body: (SourceMessage | SentMessage)['body']): string =>
  typeof body === 'string' ? body : body.bytes.toString('utf8', body.start, body.end);

const noLines = Buffer.alloc(0);

export type BlockBuilder = ReturnType<typeof createBlockBuilder>;

/** What is there of a chat's last block. */
export type BlockEnd = Omit<BuiltBlock, 'lines'>;
