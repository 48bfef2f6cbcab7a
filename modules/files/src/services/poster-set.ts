import { Readable } from 'node:stream';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { isPicture } from '../policies/kind-of-content.ts';
import { fileOwn } from '../selectors/file-own.ts';
import type { FileRow } from '../tables/database.ts';
import { storageForget, storageTidy } from './storage-removals.ts';

export type PosterDeps = Pick<Deps, 'db' | 'storage' | 'pictures' | 'log'>;

/**
 * Gives a film of one's own the picture that stands for it until it plays: made anew as thumbnails, like any
 * picture. The first one stays; a repeat changes nothing.
 *
 * @throws AppError files.file_not_found, files.still_processing, files.no_film, files.not_a_picture,
 * files.picture_too_large
 */
export async function posterSet(
  deps: PosterDeps,
  userId: string,
  id: string,
  bytes: Buffer,
): Promise<FileRow> {
  const film = await fileOwn(deps.db, userId, id);
  if (!film) throw errors.file_not_found();
  if (film.kind !== 'video') throw errors.no_film();
  if (film.smallKey !== null) return film;
  const made = await makePoster(deps, bytes);
  const kept = await deps.db
    .updateTable('files')
    .set({ ...made, width: film.width ?? made.width, height: film.height ?? made.height })
    .where('id', '=', id)
    .where('smallKey', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (kept) return kept;
  // Another one was quicker, or the film is gone.
  await deps.db.transaction().execute((trx) => storageForget(trx, [made.smallKey, made.largeKey]));
  await storageTidy(deps);
  const now = await fileOwn(deps.db, userId, id);
  if (!now) throw errors.file_not_found();
  return now;
}

async function makePoster({ storage, pictures }: Pick<Deps, 'storage' | 'pictures'>, bytes: Buffer) {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime;
  if (!isPicture(found)) throw errors.not_a_picture();
  const picture = await pictures.run(() => pictures.prepare(bytes, found));
  if (!picture) throw errors.not_a_picture();
  const { width, height, blur, small, large } = picture;
  const put = async (content: Buffer) => (await storage.put(Readable.from([content]))).key;
  return { width, height, blur, smallKey: await put(small), largeKey: await put(large) };
}
