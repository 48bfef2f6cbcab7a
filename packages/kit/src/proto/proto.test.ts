import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import * as contracts from '@bridges/contracts/proto';
import { LiveEventSchema, MessagesSentSchema, ResumeRequestSchema } from '@bridges/contracts/proto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeProto } from './decode-proto.ts';
import { encodeProto } from './encode-proto.ts';
import { textsOfEach } from './texts-of-each.ts';

const schemas = Object.values<unknown>(contracts).filter(
  (one): one is DescMessage =>
    typeof one === 'object' && one !== null && 'kind' in one && one.kind === 'message',
);

/** Lengths around where a length takes another byte, and every kind of letter. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', 'a'.repeat(127), 'a'.repeat(128), 'ж'.repeat(64), 'a'.repeat(16_384), '👍', '\ud800'),
);
const numbers = fc.oneof(fc.nat(), fc.constantFrom(0, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 - 1));

function valueOf(field: DescField): fc.Arbitrary<unknown> {
  if (field.fieldKind === 'list')
    return fc.array(field.listKind === 'message' ? messageOf(field.message) : scalarOf(field.scalar), {
      maxLength: 4,
    });
  if (field.fieldKind === 'map') return fc.dictionary(fc.string(), scalarOf(field.scalar), { maxKeys: 3 });
  return field.fieldKind === 'message' ? messageOf(field.message) : scalarOf(field.scalar);
}

function scalarOf(scalar: number | undefined): fc.Arbitrary<unknown> {
  if (scalar === 9) return texts;
  if (scalar === 8) return fc.boolean();
  if (scalar === 12) return fc.uint8Array({ maxLength: 300 });
  if (scalar === 1) return fc.oneof(fc.double(), fc.integer());
  return scalar === 5 ? fc.integer() : numbers;
}

/** A part of the fields, as callers give them. */
function messageOf(schema: DescMessage): fc.Arbitrary<Record<string, unknown>> {
  const plain = schema.fields.filter(({ oneof }) => !oneof);
  const fields = fc.record(Object.fromEntries(plain.map((field) => [field.localName, valueOf(field)])), {
    requiredKeys: [],
  });
  const groups = schema.oneofs.map((group) =>
    fc
      .option(
        fc.oneof(
          ...group.fields.map((field) => valueOf(field).map((value) => ({ case: field.localName, value }))),
        ),
        { nil: undefined },
      )
      .map((chosen) => (chosen ? { [group.localName]: chosen } : {})),
  );
  return fc.tuple(fields, ...groups).map((parts) => Object.assign({}, ...parts) as Record<string, unknown>);
}

describe('the binary form of messages', () => {
  it.each(schemas.map((schema) => [schema.typeName, schema] as const))(
    '%s is what the library writes and reads',
    (_name, schema) => {
      fc.assert(
        fc.property(messageOf(schema), (message) => {
          const bytes = toBinary(schema, create(schema, message));
          expect(Buffer.compare(encodeProto(schema, message), bytes)).toBe(0);
          expect(Buffer.compare(encodeProto(schema, create(schema, message)), bytes)).toBe(0);
          expect(decodeProto(schema, bytes)).toStrictEqual(fromBinary(schema, bytes));
        }),
        { numRuns: 20 },
      );
    },
  );

  it('shares nothing between two messages', () => {
    const bytes = encodeProto(LiveEventSchema, {});
    expect(decodeProto(LiveEventSchema, bytes).control).not.toBe(decodeProto(LiveEventSchema, bytes).control);
    const first = encodeProto(MessagesSentSchema, { messages: [{ text: 'first' }] });
    encodeProto(MessagesSentSchema, { messages: [{ text: 'other' }] });
    expect(decodeProto(MessagesSentSchema, first).messages[0]?.text).toBe('first');
    decodeProto(MessagesSentSchema, new Uint8Array()).messages.push();
    expect(decodeProto(MessagesSentSchema, new Uint8Array()).messages).toEqual([]);
  });

  it('reads what a later version has added, and what is repeated or maimed, as the library does', () => {
    const later = [...encodeProto(MessagesSentSchema, { messages: [{ seq: 1 }] }), 0x9a, 0x06, 1, 7];
    const subscribed = encodeProto(LiveEventSchema, {
      control: { case: 'subscribe', value: { chatId: 'a' } },
    });
    for (const [schema, bytes] of [
      [MessagesSentSchema, Uint8Array.from(later)],
      [LiveEventSchema, Uint8Array.from([...subscribed, ...subscribed])],
    ] as const)
      expect(decodeProto(schema, bytes)).toStrictEqual(fromBinary(schema, bytes));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const outcome = (read: () => unknown) => {
          try {
            return { read: read() };
          } catch (error) {
            return { error: String(error) };
          }
        };
        expect(outcome(() => decodeProto(LiveEventSchema, bytes))).toStrictEqual(
          outcome(() => fromBinary(LiveEventSchema, bytes)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('refuses numbers that do not fit, as the library does', () => {
    for (const seq of [-1, 1.5, 2 ** 32, Number.NaN]) {
      expect(() => encodeProto(MessagesSentSchema, { messages: [{ seq }] })).toThrow('uint32');
      expect(() => encodeProto(ResumeRequestSchema, { seqs: { a: seq } })).toThrow('uint32');
    }
  });
});

it('one text of each message of a list is that of the whole message', () => {
  fc.assert(
    fc.property(messageOf(MessagesSentSchema), (fields) => {
      const bytes = toBinary(MessagesSentSchema, create(MessagesSentSchema, fields));
      const { messages } = fromBinary(MessagesSentSchema, bytes);
      for (const name of ['chatId', 'contentJson'] as const)
        expect(textsOfEach(MessagesSentSchema, bytes, 'messages', name)).toEqual(
          messages.map((one) => one[name]),
        );
    }),
  );
  expect(() => textsOfEach(MessagesSentSchema, Uint8Array.of(10, 200, 1), 'messages', 'chatId')).toThrow(
    'premature EOF',
  );
  // A field of a later version.
  const later = Uint8Array.of(10, 5, 10, 1, 0x61, 0x78, 7, 0x98, 6, 0x80, 1);
  expect(textsOfEach(MessagesSentSchema, later, 'messages', 'chatId')).toEqual(['a']);
});
