import type { Deps } from '../deps.ts';
import { isAddress } from '../policies/first-link.ts';
import type { FileClaimsTable } from '../tables/database.ts';
import { imageFetch } from './page-fetch.ts';
import { previewPicture } from './preview-picture.ts';

/** Makes a file of ours of a picture elsewhere, and claims it. Undefined: there is none, or nobody may be asked. */
export async function pictureCopy(
  deps: Pick<Deps, 'db' | 'storage' | 'pictures' | 'outgoing' | 'config'>,
  url: string,
  claim: Omit<FileClaimsTable, 'fileId'>,
  fileId: string,
): Promise<string | undefined> {
  if (!deps.config.LINK_PREVIEWS || !isAddress(url)) return undefined;
  const bytes = await imageFetch(deps.outgoing, url);
  const file = bytes && (await previewPicture(deps, bytes));
  if (!file) return undefined;
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('files')
      .values({ ...file, id: fileId, name: 'picture.webp', unusedSince: null })
      .execute();
    await trx
      .insertInto('fileClaims')
      .values({ ...claim, fileId })
      .execute();
  });
  return fileId;
}
