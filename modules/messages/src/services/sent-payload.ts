import { MessagesSentSchema } from '@bridges/contracts/proto/messages-events';
import { ByteReader } from '@bridges/kit/thread';
import type { SentMessage } from '../search/block-build.ts';

const { messages } = MessagesSentSchema.field;

/** What stands before the value of a field of a message: its number, and how many bytes it has. */
function tagOf(name: string, wireType: 0 | 1 | 2): number {
  const field = messages.message?.field[name];
  if (!field) throw new Error(`no ${name} is sent`);
  return (field.number << 3) | wireType;
}
const messageTag = (messages.number << 3) | 2;
const [chatIdTag, senderIdTag] = [tagOf('chatId', 2), tagOf('senderId', 2)];
const [seqTag, createdAtTag] = [tagOf('seq', 0), tagOf('createdAtMs', 1)];
const [kindTag, textTag, contentTag] = [tagOf('kind', 2), tagOf('text', 2), tagOf('contentJson', 2)];

/**
 * A `MessagesSent` of which messages are read one by one, and only what the index needs: most of them wait for a while,
 * and bytes wait without being work for the garbage collector.
 */
export class SentPayload {
  /** For whoever keeps it: how many messages of it, and one as long as it is gone over. */
  keptCount = 1;
  readonly #reader: ByteReader;

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes);
  }

  get length(): number {
    return this.#reader.end;
  }

  /**
   * Goes over its messages, and tells where each of them is.
   *
   * @throws Error when it is no such payload, or not from this version
   */
  eachPlace(tell: (chatId: string, seq: number, place: number) => void): void {
    const reader = this.#reader;
    reader.at = 0;
    while (reader.at < reader.end) {
      const tag = reader.uint32();
      if (tag !== messageTag) {
        reader.skip(tag);
        continue;
      }
      const place = reader.at;
      const end = reader.delimited();
      let chatId = '';
      let seq = 0;
      while (reader.at < end) {
        const inner = reader.uint32();
        if (inner === chatIdTag) chatId = reader.id();
        else if (inner === seqTag) seq = reader.uint32();
        else reader.skip(inner);
      }
      tell(chatId, seq, place);
    }
  }

  /** The one that is there; `chatId` is that of its chat. */
  message(place: number, chatId: string): SentMessage {
    const reader = this.#reader;
    reader.at = place;
    const end = reader.delimited();
    const { buffer: bytes } = reader;
    const body = { bytes, start: 0, end: 0 };
    let seq = 0;
    let senderId = '';
    let kind = '';
    let createdAtMs = 0;
    let contentJson = '';
    while (reader.at < end) {
      const tag = reader.uint32();
      if (tag === seqTag) seq = reader.uint32();
      else if (tag === senderIdTag) senderId = reader.id();
      else if (tag === kindTag) kind = this.#kind();
      else if (tag === textTag) {
        body.end = reader.delimited();
        body.start = reader.at;
        reader.at = body.end;
      } else if (tag === createdAtTag) createdAtMs = reader.double();
      else if (tag === contentTag) contentJson = reader.string();
      else reader.skip(tag);
    }
    const content = contentJson === '' ? null : (JSON.parse(contentJson) as SentMessage['content']);
    return { chatId, seq, senderId, kind, body, createdAtMs, content };
  }

  #kind(): string {
    const reader = this.#reader;
    const { at } = reader;
    const end = reader.delimited();
    if (end - reader.at === 4 && reader.buffer.readUInt32LE(reader.at) === usualBytes) {
      reader.at = end;
      return usualKind;
    }
    reader.at = at;
    return reader.string();
  }
}

/** Nearly all are of this kind: it is compared, not made anew. */
const usualKind = 'text';
const usualBytes = Buffer.from(usualKind).readUInt32LE();
