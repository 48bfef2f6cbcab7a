import { ScalarType, create, toBinary } from '@bufbuild/protobuf';
import type { DescField, DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import { ByteWriter } from './byte-writer.ts';

type Fields = Record<string, unknown>;
type Encode = (message: Fields) => void;

const writer = new ByteWriter();
const encoders = new WeakMap<DescMessage, Encode | 'library'>();

/**
 * The binary form of a message, from all or a part of its fields: the same bytes as `toBinary(create(…))` of the
 * library, at a quarter of the cost. Messages with fields that are not known here are left to the library.
 *
 * @throws RangeError for numbers that do not fit their field
 */
export function encodeProto<Schema extends DescMessage>(
  schema: Schema,
  message: MessageInitShape<Schema>,
): Uint8Array {
  const encode = encoderOf(schema);
  if (encode === 'library') return toBinary(schema, create(schema, message));
  writer.at = 0;
  encode(message as Fields);
  return writer.copy(0);
}

function encoderOf(schema: DescMessage): Encode | 'library' {
  const known = encoders.get(schema);
  if (known) return known;
  // A message that holds itself finds this meanwhile.
  encoders.set(schema, 'library');
  const fields = schema.fields.toSorted((a, b) => a.number - b.number).map(fieldEncoder);
  const made = fields.filter((field) => field !== undefined);
  const encode: Encode = (message) => {
    for (const field of made) field(message);
  };
  const result = made.length === fields.length ? encode : 'library';
  encoders.set(schema, result);
  return result;
}

function fieldEncoder(field: DescField): Encode | undefined {
  const { localName: name, number } = field;
  if (field.fieldKind === 'message') {
    const write = messageWriter(number, field.message);
    if (!write) return undefined;
    if (!field.oneof) {
      return (message) => {
        if (message[name] != null) write(message[name] as Fields);
      };
    }
    const group = field.oneof.localName;
    return (message) => {
      const chosen = message[group] as { case?: string; value?: Fields } | undefined;
      if (chosen?.case === name && chosen.value) write(chosen.value);
    };
  }
  if (field.fieldKind === 'list' && field.listKind !== 'enum') {
    const write =
      field.listKind === 'message' ? messageWriter(number, field.message) : itemWriter(number, field.scalar);
    return (
      write &&
      ((message) => {
        for (const item of (message[name] as Fields[] | undefined) ?? []) write(item as never);
      })
    );
  }
  // Proto3 without `optional`: what is zero or empty is not written.
  if (field.fieldKind !== 'scalar' || field.oneof || field.presence !== implicitPresence) return undefined;
  const write = scalarWriter(number, field.scalar);
  return (
    write &&
    ((message) => {
      const value = message[name];
      if (value != null && value !== '' && value !== false && !Object.is(value, 0)) write(value as never);
    })
  );
}

const implicitPresence = 2;
const tagOf = (number: number, wireType: 0 | 1 | 2): number => (number << 3) | wireType;

function messageWriter(number: number, schema: DescMessage): Encode | undefined {
  const encode = encoderOf(schema);
  if (encode === 'library') return undefined;
  const tag = tagOf(number, 2);
  let guess = 0;
  return (message) => {
    writer.uint32(tag);
    guess = writer.delimited(guess, () => encode(message));
  };
}

/** In lists only what is never packed. */
const itemWriter = (number: number, scalar: ScalarType) =>
  scalar === ScalarType.STRING ? scalarWriter(number, scalar) : undefined;

function scalarWriter(number: number, scalar: ScalarType): ((value: never) => void) | undefined {
  const [varint, fixed, delimited] = [tagOf(number, 0), tagOf(number, 1), tagOf(number, 2)];
  switch (scalar) {
    case ScalarType.STRING:
      return (value: string) => {
        writer.uint32(delimited);
        writer.string(value);
      };
    case ScalarType.BYTES:
      return (value: Uint8Array) => {
        if (value.length === 0) return;
        writer.uint32(delimited);
        writer.bytes(value);
      };
    case ScalarType.UINT32:
      return (value: number) => {
        writer.uint32(varint);
        writer.uint32(value);
      };
    case ScalarType.BOOL:
      return () => {
        writer.uint32(varint);
        writer.uint32(1);
      };
    case ScalarType.DOUBLE:
      return (value: number) => {
        writer.uint32(fixed);
        writer.double(value);
      };
    default:
      return undefined;
  }
}
