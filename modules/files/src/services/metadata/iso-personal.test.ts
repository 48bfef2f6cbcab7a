import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { personalParts, withErased } from './iso-personal.ts';

function box(type: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  const body = Buffer.concat(content);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const zeros = (count: number) => Buffer.alloc(count);
const place = box('\xa9xyz', Buffer.from('\0\x12\x15\xc7+48.1234+011.5678/SECRET', 'latin1'));

async function cleaned(file: Buffer): Promise<Buffer> {
  const parts = await personalParts(async (from, to) => file.subarray(from, to), file.length);
  // In small pieces, so that every border falls into something.
  async function* pieces() {
    for (let at = 0; at < file.length; at += 7) yield file.subarray(at, at + 7);
  }
  return buffer(withErased(pieces(), parts));
}

test('a film forgets where it was made, and keeps all else in its place', async () => {
  const film = randomBytes(3000);
  const head = box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1'));
  const track = box('trak', box('tkhd', randomBytes(84)), box('udta', place));
  const file = Buffer.concat([
    head,
    box('mdat', film),
    box('moov', box('mvhd', zeros(100)), track, box('udta', place), box('meta', zeros(4), place)),
    box('uuid', randomBytes(16), Buffer.from('<x:xmpmeta>SECRET')),
  ]);
  const clean = await cleaned(file);
  expect(clean.length).toBe(file.length);
  expect(clean.includes('SECRET')).toBe(false);
  expect(clean.includes('+48.1234')).toBe(false);
  const kept = head.length + 8 + film.length;
  expect(clean.subarray(0, kept).equals(file.subarray(0, kept))).toBe(true);
  expect(clean.includes('mvhd') && clean.includes('tkhd')).toBe(true);
});

test('a HEIF picture forgets its EXIF', async () => {
  const exif = Buffer.from('\0\0\0\x06Exif\0\0MM\0*SECRET', 'latin1');
  const picture = randomBytes(500);
  const infe = (id: number, type: string) =>
    box('infe', Buffer.of(2, 0, 0, 0, 0, id, 0, 0), Buffer.from(`${type}\0`, 'latin1'));
  const build = (at: number) => {
    const item = Buffer.alloc(14);
    item.writeUInt16BE(2, 0);
    item.writeUInt16BE(1, 4);
    item.writeUInt32BE(at, 6);
    item.writeUInt32BE(exif.length, 10);
    const iloc = box('iloc', zeros(4), Buffer.of(0x44, 0, 0, 1), item);
    const iinf = box('iinf', Buffer.of(0, 0, 0, 0, 0, 2), infe(1, 'hvc1'), infe(2, 'Exif'));
    const front = Buffer.concat([
      box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
      box('meta', zeros(4), iinf, iloc),
    ]);
    return {
      at: front.length + 8 + picture.length,
      file: Buffer.concat([front, box('mdat', picture, exif)]),
    };
  };
  const { file } = build(build(0).at);
  expect(file.includes('SECRET')).toBe(true);
  const clean = await cleaned(file);
  expect(clean.includes('SECRET')).toBe(false);
  expect(clean.includes(picture)).toBe(true);
  expect(clean.length).toBe(file.length);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['half a head', Buffer.from('\0\0\0')],
  ['a box without end', Buffer.from('\xff\xff\xff\xffmoov', 'latin1')],
  ['boxes of no length', Buffer.from('\0\0\0\0moov\0\0\0\0udta', 'latin1')],
  ['a box longer than numbers go', Buffer.from('\0\0\0\x01moov\xff\xff\xff\xff\xff\xff\xff\xff', 'latin1')],
  [
    'an index that lies',
    box('meta', zeros(4), box('iinf', zeros(6)), box('iloc', zeros(4), Buffer.of(0x88, 0x80, 255, 255))),
  ],
  ['ten thousand boxes', Buffer.concat(Array.from({ length: 10_000 }, () => box('free')))],
])('%s is read to no harm', async (_what, file) => {
  expect((await cleaned(file)).length).toBe(file.length);
});
