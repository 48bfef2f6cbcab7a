import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { stripPng } from './png.ts';

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const many = (count: number, ...chunks: Buffer[]) => {
  const one = Buffer.concat(chunks);
  return Buffer.alloc(count * one.length, one);
};

it('a picture of very many parts beside each other is one part', async () => {
  const png = Buffer.concat([signature, chunk('IHDR'), many(200_000, chunk('IDAT')), chunk('IEND')]);
  const parts = (await stripPng(png)) ?? [];
  expect(parts).toHaveLength(1);
  expect(Buffer.concat(parts).equals(png)).toBe(true);
});

it('what lies between them goes, and too many pieces are no picture to be kept', async () => {
  const picture = (count: number) =>
    Buffer.concat([
      signature,
      chunk('IHDR'),
      many(count, chunk('tEXt', Buffer.from('SECRET')), chunk('IDAT')),
      chunk('IEND'),
    ]);
  const clean = Buffer.concat((await stripPng(picture(10))) ?? []);
  expect(clean.includes('SECRET')).toBe(false);
  expect(clean.includes('IDAT')).toBe(true);
  expect(await stripPng(picture(30_000))).toBeUndefined();
});
