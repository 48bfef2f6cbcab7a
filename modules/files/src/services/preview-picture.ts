import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Deps } from '../deps.ts';
import { isPicture } from '../policies/kind-of-content.ts';
import type { FileRow } from '../tables/database.ts';
import type { Picture } from './pictures.ts';

/** Makes a file, owned by nobody, of the picture of a page: never the original, always made anew. */
export async function previewPicture(
  deps: Pick<Deps, 'storage' | 'pictures'>,
  bytes: Buffer,
): Promise<FileRow | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime;
  if (!isPicture(found)) return undefined;
  const picture = await deps.pictures.run(() => deps.pictures.prepare(bytes, found)).catch(() => undefined);
  return picture && store(deps, picture);
}

async function store({ storage }: Pick<Deps, 'storage'>, picture: Picture): Promise<FileRow> {
  const put = async (bytes: Buffer) => (await storage.put(Readable.from([bytes]))).key;
  const now = new Date();
  const side = Math.max(picture.width, picture.height);
  const scale = Math.min(1, 1280 / side);
  return {
    id: randomUUID(),
    ownerId: null,
    kind: 'image',
    name: 'preview.webp',
    size: picture.large.length,
    type: 'image/webp',
    isInline: true,
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
    durationMs: null,
    waveform: null,
    blur: picture.blur,
    isAnimated: false,
    storageKey: await put(picture.large),
    smallKey: await put(picture.small),
    largeKey: await put(picture.large),
    createdAt: now,
    unusedSince: now,
    promisedAt: null,
    linkedAt: null,
  };
}
