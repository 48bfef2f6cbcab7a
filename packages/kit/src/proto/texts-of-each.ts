import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import { ByteReader, unreadable } from './byte-reader.ts';
import { decodeProto } from './decode-proto.ts';

/**
 * One text of each message of a list, an id most likely: the rest is passed over, which costs a tenth of reading it.
 *
 * @example textsOfEach(MessagesSentSchema, payload, 'messages', 'chatId')
 * @throws Error of the library when the bytes are no such message
 */
export function textsOfEach<Schema extends DescMessage>(
  schema: Schema,
  bytes: Uint8Array,
  list: keyof MessageShape<Schema> & string,
  name: string,
): string[] {
  const listField = schema.field[list];
  const textField = listField?.message?.field[name];
  if (!listField || !textField) throw new Error(`${schema.typeName} has no ${list} with ${name}`);
  try {
    return read(new ByteReader(bytes), tagOf(listField.number), tagOf(textField.number));
  } catch (error) {
    if (error !== unreadable) throw error;
  }
  const items = decodeProto(schema, bytes)[list] as readonly Record<string, string>[];
  return items.map((item) => item[name] ?? '');
}

const tagOf = (number: number): number => (number << 3) | 2;

function read(reader: ByteReader, listTag: number, textTag: number): string[] {
  const texts: string[] = [];
  while (reader.at < reader.end) {
    const tag = reader.uint32();
    if (tag !== listTag) {
      reader.skip(tag);
      continue;
    }
    const end = reader.delimited();
    // What is not told is empty; of what is told twice, the last counts.
    let text = '';
    while (reader.at < end) {
      const inner = reader.uint32();
      if (inner === textTag) text = reader.id();
      else reader.skip(inner);
    }
    if (reader.at !== end) throw unreadable;
    texts.push(text);
  }
  return texts;
}
