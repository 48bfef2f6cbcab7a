import { createHash } from 'node:crypto';
import type { LinkPreview } from '@bridges/contracts';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { toAttachment } from '../presenters/attachment.ts';
import { previewCached } from '../selectors/preview-cached.ts';
import type { FileRow } from '../tables/database.ts';
import { pageFetch } from './page-fetch.ts';
import { previewPicture } from './preview-picture.ts';

const hourMs = 3_600_000;
/** How long it is not asked again: what was found, and that nothing was. */
const freshMs = { found: 24 * hourMs, nothing: hourMs };

export type PreviewDeps = Pick<Deps, 'db' | 'storage' | 'pictures' | 'outgoing' | 'previewQueue'>;

/**
 * What is behind a link, from the cache or by asking there. The picture's time of being collected begins anew.
 *
 * @param url as it stands in the text
 */
export async function previewFind(deps: PreviewDeps, url: string): Promise<LinkPreview | null> {
  const address = new URL(url);
  address.hash = '';
  const urlHash = createHash('sha256').update(address.href).digest();
  // One question about an address at a time: the others take its answer.
  return deps.previewQueue.run(urlHash.toString('hex'), async () => {
    const cached = await previewCached(deps.db, urlHash);
    const maxAge = cached?.preview ? freshMs.found : freshMs.nothing;
    if (!cached || Date.now() - cached.fetchedAt.getTime() > maxAge)
      return previewRefresh(deps, urlHash, address.href, url);
    if (!cached.preview) return null;
    const image = cached.imageFileId === null ? undefined : await keep(deps, cached.imageFileId);
    return { ...cached.preview, url, image: image ? toAttachment(image) : null };
  });
}

async function previewRefresh(
  deps: PreviewDeps,
  urlHash: Buffer,
  href: string,
  url: string,
): Promise<LinkPreview | null> {
  const page = await pageFetch(deps.outgoing, href);
  const image = page?.image && (await previewPicture(deps, page.image));
  const text = page && {
    url: page.url,
    title: page.title,
    description: page.description,
    siteName: page.siteName,
  };
  // A picture alone that is none.
  const isEmpty = !text || (text.title === '' && text.description === '' && !image);
  await deps.db.transaction().execute(async (trx) => {
    if (image) await trx.insertInto('files').values(image).execute();
    const found = {
      preview: isEmpty ? null : JSON.stringify(text),
      imageFileId: image?.id ?? null,
      fetchedAt: new Date(),
    };
    await trx
      .insertInto('previews')
      .values({ urlHash, url: href, ...found })
      .onConflict((oc) => oc.column('urlHash').doUpdateSet(found))
      .execute();
  });
  return isEmpty ? null : { ...text, url, image: image ? toAttachment(image) : null };
}

/** The picture, if it is there still, and from now on for a day. */
async function keep({ db }: Pick<Deps, 'db'>, fileId: string): Promise<FileRow | undefined> {
  return db
    .updateTable('files')
    .where('id', '=', fileId)
    .set({ unusedSince: sql`case when unused_since is null then null else ${new Date()}::timestamptz end` })
    .returningAll()
    .executeTakeFirst();
}
