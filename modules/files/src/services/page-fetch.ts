import { OutgoingRefused } from '@bridges/kit';
import type { Outgoing } from '@bridges/kit';
import type { PreviewText } from '../tables/database.ts';
import { pageRead } from './page-read.ts';

export interface FetchedPage extends PreviewText {
  image: Buffer | undefined;
}

const pageLimits = {
  maxBytes: 256 * 1024,
  timeoutMs: 8000,
  accept: 'text/html,application/xhtml+xml,image/*',
};
const imageBytes = 5 * 1024 * 1024;
const imageLimits = { maxBytes: imageBytes, timeoutMs: 8000, accept: 'image/*' };

/** Looks behind a link. Undefined: there is nothing to show, or nobody to ask. */
export async function pageFetch(outgoing: Outgoing, url: string): Promise<FetchedPage | undefined> {
  try {
    const answer = await outgoing.get(url, pageLimits);
    const isPage = /^(text\/html|application\/xhtml\+xml)$/.test(answer.type);
    const isImage = answer.type.startsWith('image/');
    if (answer.status !== 200 || (!isPage && !isImage)) {
      answer.discard();
      return undefined;
    }
    if (isImage) {
      answer.discard();
      return await pictureAlone(outgoing, answer.url);
    }
    const page = await pageRead(await gather(answer.body), answer.url, answer.charset);
    if (!page) return undefined;
    const { imageUrl, ...text } = page;
    return { ...text, image: imageUrl === undefined ? undefined : await imageFetch(outgoing, imageUrl) };
  } catch (error) {
    if (error instanceof OutgoingRefused) return undefined;
    throw error;
  }
}

async function pictureAlone(outgoing: Outgoing, url: string): Promise<FetchedPage | undefined> {
  const image = await imageFetch(outgoing, url);
  return image && { url, title: '', description: '', siteName: new URL(url).hostname, image };
}

/** A picture. Undefined: there is none, or nobody to ask; a page is shown without it all the same. */
export async function imageFetch(outgoing: Outgoing, url: string): Promise<Buffer | undefined> {
  try {
    const answer = await outgoing.get(url, imageLimits);
    if (answer.status !== 200 || !answer.type.startsWith('image/')) {
      answer.discard();
      return undefined;
    }
    const bytes = await gather(answer.body);
    // Half a picture is none.
    return bytes.length < imageBytes ? bytes : undefined;
  } catch (error) {
    if (error instanceof OutgoingRefused) return undefined;
    throw error;
  }
}

async function gather(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
