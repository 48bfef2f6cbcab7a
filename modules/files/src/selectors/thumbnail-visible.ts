import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { fileVisible } from './file-visible.ts';

/**
 * Where the thumbnail of a file is that a user may see.
 *
 * @throws AppError files.file_not_found, files.no_thumbnail
 */
export async function thumbnailVisible(
  deps: Pick<Deps, 'db' | 'messages' | 'groups'>,
  viewerId: string,
  fileId: string,
  size: '320' | '1280',
): Promise<{ key: string; name: string }> {
  const { smallKey, largeKey } = await fileVisible(deps.db, deps, viewerId, fileId);
  const key = size === '320' ? smallKey : largeKey;
  if (key === null) throw errors.no_thumbnail();
  return { key, name: `${fileId}.webp` };
}
