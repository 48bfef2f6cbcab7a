import { ScalarType, create, fromBinary } from '@bufbuild/protobuf';
import type { DescField, DescMessage, MessageShape } from '@bufbuild/protobuf';
import { ByteReader, unreadable } from './byte-reader.ts';

type Fields = Record<string, unknown>;
type Read = (reader: ByteReader, message: Fields) => void;

interface Decoder {
  /** By tag: number and wire type of a field. */
  reads: Read[];
  /** What a message without fields is. */
  empty: Fields;
  lists: string[];
  oneofs: string[];
}

const decoders = new WeakMap<DescMessage, Decoder | 'library'>();

/**
 * A message of its binary form: what `fromBinary` of the library makes, at a third of the cost. What is not known
 * here (fields of a later version, too) is left to the library.
 *
 * @throws Error of the library when the bytes are no such message
 */
export function decodeProto<Schema extends DescMessage>(
  schema: Schema,
  bytes: Uint8Array,
): MessageShape<Schema> {
  const decoder = decoderOf(schema);
  if (decoder !== 'library') {
    try {
      const reader = new ByteReader(bytes);
      return decode(decoder, reader, reader.end) as MessageShape<Schema>;
    } catch (error) {
      if (error !== unreadable) throw error;
    }
  }
  return fromBinary(schema, bytes);
}

function decode(decoder: Decoder, reader: ByteReader, end: number): Fields {
  const message = { ...decoder.empty };
  for (const name of decoder.lists) message[name] = [];
  for (const name of decoder.oneofs) message[name] = { case: undefined };
  while (reader.at < end) {
    const read = decoder.reads[reader.uint32()];
    if (!read) throw unreadable;
    read(reader, message);
  }
  if (reader.at !== end) throw unreadable;
  return message;
}

function decoderOf(schema: DescMessage): Decoder | 'library' {
  const known = decoders.get(schema);
  if (known) return known;
  // A message that holds itself finds this meanwhile.
  decoders.set(schema, 'library');
  const decoder: Decoder = {
    reads: [],
    empty: { ...(create(schema) as Fields) },
    lists: schema.fields.filter(({ fieldKind }) => fieldKind === 'list').map(({ localName }) => localName),
    oneofs: schema.oneofs.map(({ localName }) => localName),
  };
  const isKnown = schema.fields.every((field) => addField(decoder, field));
  const result = isKnown ? decoder : 'library';
  decoders.set(schema, result);
  return result;
}

function addField({ reads }: Decoder, field: DescField): boolean {
  const { localName: name, number } = field;
  if (field.fieldKind === 'message' || (field.fieldKind === 'list' && field.listKind === 'message')) {
    const inner = decoderOf(field.message);
    if (inner === 'library') return false;
    const group = field.fieldKind === 'message' ? field.oneof?.localName : undefined;
    reads[(number << 3) | 2] = (reader, message) => {
      const value = decode(inner, reader, reader.delimited());
      if (field.fieldKind === 'list') (message[name] as Fields[]).push(value);
      else if (group !== undefined) setOneof(message, group, name, value);
      // Twice: the library knows how they are merged.
      else if (message[name] !== undefined) throw unreadable;
      else message[name] = value;
    };
    return true;
  }
  if (field.fieldKind === 'list' && field.listKind === 'scalar' && field.scalar === ScalarType.STRING) {
    reads[(number << 3) | 2] = (reader, message) => void (message[name] as string[]).push(reader.string());
    return true;
  }
  if (field.fieldKind !== 'scalar' || field.oneof) return false;
  switch (field.scalar) {
    case ScalarType.STRING:
      reads[(number << 3) | 2] = (reader, message) => (message[name] = reader.string());
      return true;
    case ScalarType.BYTES:
      reads[(number << 3) | 2] = (reader, message) => (message[name] = reader.bytes());
      return true;
    case ScalarType.UINT32:
      reads[number << 3] = (reader, message) => (message[name] = reader.uint32());
      return true;
    case ScalarType.BOOL:
      reads[number << 3] = (reader, message) => (message[name] = reader.uint32() !== 0);
      return true;
    case ScalarType.DOUBLE:
      reads[(number << 3) | 1] = (reader, message) => (message[name] = reader.double());
      return true;
    default:
      return false;
  }
}

function setOneof(message: Fields, group: string, name: string, value: Fields): void {
  const chosen = message[group] as { case: string | undefined };
  if (chosen.case !== undefined) throw unreadable;
  message[group] = { case: name, value };
}
