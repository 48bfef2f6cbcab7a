import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { isUtf8 } from 'node:buffer';
import type { Deps } from '../deps.ts';
import { isIsoMedia, isPicture, kindOfContent } from '../policies/kind-of-content.ts';
import type { FilesTable, Hints } from '../tables/database.ts';
import { personalParts, withErased } from './metadata/iso-personal.ts';
import type { ReadBytes } from './metadata/iso-personal.ts';
import type { Picture } from './pictures.ts';

/** What is looked at to tell a file's type. */
const headBytes = 64 * 1024;

export type Examined = Omit<
  FilesTable,
  'id' | 'ownerId' | 'name' | 'createdAt' | 'unusedSince' | 'promisedAt' | 'linkedAt'
>;

/**
 * Finds out what stored bytes are. Pictures lose their metadata and get thumbnails: then they are stored anew,
 * and the bytes given may be forgotten.
 *
 * @throws AppError files.picture_too_large, files.too_many_frames
 */
export async function fileExamine(
  { storage, pictures }: Pick<Deps, 'storage' | 'pictures'>,
  { storageKey, size, hints }: { storageKey: string; size: number; hints: Hints },
): Promise<Examined> {
  const head = await buffer(await storage.read(storageKey, { from: 0, to: headBytes - 1 }));
  const { fileTypeFromBuffer } = await import('file-type');
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime;
  const content = kindOfContent(found, hints, isText(head));
  const file: Examined = {
    ...content,
    ...told(content.kind, hints),
    size,
    blur: null,
    isAnimated: false,
    storageKey,
    smallKey: null,
    largeKey: null,
  };
  if (isIsoMedia(found)) return { ...file, storageKey: await withoutPersonal(storage, storageKey, size) };
  if (!isPicture(found)) return file;
  return pictures.run(async () => {
    const picture = await pictures
      .prepare(await buffer(await storage.read(storageKey)), found)
      .catch((error: unknown) => {
        // To be downloaded it may be as large as it likes: nothing decodes it.
        if (hints.kind === 'file') return undefined;
        throw error;
      });
    // It begins like a picture and is none.
    if (!picture) return { ...file, kind: 'file', isInline: false };
    return { ...file, ...(await storePicture(storage, picture)) };
  });
}

/** A film or HEIF picture without place and camera; itself, if it tells nothing. */
async function withoutPersonal(storage: Deps['storage'], key: string, size: number): Promise<string> {
  const read: ReadBytes = async (from, to) =>
    from < to ? buffer(await storage.read(key, { from, to: to - 1 })) : Buffer.alloc(0);
  const parts = await personalParts(read, size);
  if (parts.length === 0) return key;
  const content = withErased(await storage.read(key), parts);
  return (await storage.put(Readable.from(content, { objectMode: false }))).key;
}

/** Believed of sound and films only: pictures are measured. */
function told(kind: FilesTable['kind'], hints: Hints) {
  const isFilm = kind === 'video';
  const isPlayed = isFilm || kind === 'audio' || kind === 'voice';
  return {
    width: (isFilm && hints.width) || null,
    height: (isFilm && hints.height) || null,
    durationMs: (isPlayed && hints.durationMs) || null,
    waveform: (kind === 'voice' && hints.waveform) || null,
  };
}

async function storePicture(storage: Deps['storage'], picture: Picture) {
  const content = await storage.put(Readable.from(picture.content, { objectMode: false }));
  const large = await storage.put(Readable.from([picture.large]));
  const small = await storage.put(Readable.from([picture.small]));
  const { type, width, height, blur, isAnimated } = picture;
  return {
    isAnimated,
    type,
    width,
    height,
    blur,
    size: content.sizeBytes,
    storageKey: content.key,
    largeKey: large.key,
    smallKey: small.key,
  };
}

const isText = (head: Buffer): boolean => !head.includes(0) && isUtf8(withoutHalf(head));

/** The head may end within a character. */
function withoutHalf(head: Buffer): Buffer {
  if (head.length < headBytes) return head;
  let end = head.length;
  while (end > head.length - 4 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return head.subarray(0, end - 1);
}
