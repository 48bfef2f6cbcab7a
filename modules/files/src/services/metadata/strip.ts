import { stripGif } from './gif.ts';
import { stripJpeg } from './jpeg.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

/**
 * A picture without what it tells of its maker, with every pixel as it was. Undefined: it cannot be done that way,
 * and the picture has to be made anew.
 *
 * @param type media type by content
 * @param orientation 1-8 of EXIF; only JPEG can keep one
 */
export async function stripMetadata(
  bytes: Buffer,
  type: string,
  orientation: number,
): Promise<Uint8Array[] | undefined> {
  if (type === 'image/jpeg') return stripJpeg(bytes, orientation);
  if (orientation > 1) return undefined;
  if (type === 'image/png' || type === 'image/apng') return stripPng(bytes);
  if (type === 'image/webp') return stripWebp(bytes);
  if (type === 'image/gif') return stripGif(bytes);
  return undefined;
}
