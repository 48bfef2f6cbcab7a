import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';

const gps = {
  IFD0: { Copyright: 'SECRET-OWNER', Model: 'SECRET-CAMERA' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '51/1 30/1 3230/100',
    GPSLongitudeRef: 'W',
    GPSLongitude: '0/1 7/1 4366/100',
  },
};

export type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** A picture with a place in it, and with `orientation` when it was taken lying. */
export async function photo(
  format: Format,
  {
    width = 640,
    height = 400,
    orientation = 1,
  }: { width?: number; height?: number; orientation?: number } = {},
): Promise<Buffer> {
  // Red above, blue below: which way up it is shown can be told.
  const half = { width, height: Math.floor(height / 2), channels: 3 } as const;
  const top = await sharp({ create: { ...half, background: '#f00000' } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: '#0000f0' } })
    .composite([{ input: top, left: 0, top: 0 }])
    .withExif(gps)
    .withMetadata({ orientation })
    .withExifMerge(gps)
    .toFormat(format)
    .toBuffer();
}

/** The head of a PNG of any size, and the little data that compresses to it. */
export function hugePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const row = Buffer.alloc(Math.ceil(width / 8) + 1);
  const data = deflateSync(Buffer.concat(Array.from({ length: Math.min(height, 2000) }, () => row)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** An animation of so many frames with the data of one pixel, each as large as it says. */
export function manyFrames(
  count: number,
  { width = 1, height = 1, comment = '', frame = { width: 1, height: 1 } } = {},
): Buffer {
  const head = Buffer.alloc(13);
  head.write('GIF89a', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  head[10] = 0x80;
  const colours = Buffer.from([0, 0, 0, 255, 255, 255]);
  const loop = Buffer.from('\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1');
  const note = Buffer.from(`\x21\xfe${String.fromCharCode(comment.length)}${comment}\0`, 'latin1');
  const picture = Buffer.from('\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\0\0\0\0\0\x02\x02\x44\x01\0', 'latin1');
  picture.writeUInt16LE(frame.width, 13);
  picture.writeUInt16LE(frame.height, 15);
  return Buffer.concat([
    head,
    colours,
    loop,
    ...(comment === '' ? [] : [note]),
    ...Array.from({ length: count }, () => picture),
    Buffer.of(0x3b),
  ]);
}
