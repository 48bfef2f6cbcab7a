import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KnownIds } from './known-ids.ts';

const at = (known: KnownIds, text: string, before = ''): string => {
  const bytes = Buffer.from(`${before}${text}`);
  const start = Buffer.byteLength(before);
  return known.at(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), start, bytes.length);
};

it('finds each of more ids than it has room for, wherever they stand', () => {
  const known = new KnownIds();
  const ids = Array.from({ length: 10_000 }, () => randomUUID());
  for (let turn = 0; turn < 2; turn++)
    for (const [place, id] of ids.entries()) expect(at(known, id, 'x'.repeat(place % 5))).toBe(id);
});

it('takes none for another that ends, or begins, alike', () => {
  const known = new KnownIds();
  const [first, other] = ['00000000-0000-7000-8000-00000000000a', '10000000-0000-7000-8000-00000000000a'];
  for (const id of [first, other, first, `${first.slice(0, -1)}b`, first]) expect(at(known, id)).toBe(id);
});

it('gives any other text as it is', () => {
  const known = new KnownIds();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(at(known, text)).toBe(text);
    }),
  );
  for (const text of ['ж'.repeat(18), '\0'.repeat(36)]) expect(at(known, text)).toBe(text);
});
