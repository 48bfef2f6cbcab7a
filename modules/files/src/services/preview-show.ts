import type { LinkPreview } from '@bridges/contracts';
import type { Deps } from '../deps.ts';
import { errors } from '../errors.ts';
import { isAddress } from '../policies/first-link.ts';
import { previewFind } from './preview-find.ts';
import type { PreviewDeps } from './preview-find.ts';

/**
 * Shows a user what is behind a link she is about to send; its picture is for her eyes from then on.
 *
 * @throws AppError files.preview_url, kit.rate_limited
 */
export async function previewShow(
  deps: PreviewDeps & Pick<Deps, 'limits' | 'config'>,
  userId: string,
  url: string,
): Promise<LinkPreview | null> {
  if (!isAddress(url)) throw errors.preview_url();
  if (!deps.config.LINK_PREVIEWS) return null;
  await deps.limits.previews.consume(userId);
  const preview = await previewFind(deps, url);
  if (preview?.image)
    await deps.db
      .insertInto('fileViewers')
      .values({ fileId: preview.image.fileId, userId })
      .onConflict((oc) => oc.doNothing())
      .execute();
  return preview;
}
