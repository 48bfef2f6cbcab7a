import { setImmediate } from 'node:timers/promises';
import { pageText } from '../policies/page-text.ts';
import type { PreviewText } from '../tables/database.ts';

export interface Page extends PreviewText {
  /** Address of the picture that the page shows of itself. */
  imageUrl: string | undefined;
}

/** So much is read at a time, so that no page holds up others. */
const portion = 16 * 1024;

/**
 * What a page says of itself in its head: by Open Graph, else by its title. Nothing of it is run or kept as markup.
 *
 * @param url where the page was found, after redirects
 * @returns undefined when it says nothing
 */
export async function pageRead(bytes: Buffer, url: string, charset?: string): Promise<Page | undefined> {
  const html = decode(bytes, charset);
  const { Parser } = await import('htmlparser2');
  const said = new Map<string, string>();
  let title = '';
  let isInTitle = false;
  let isOver = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'body') isOver = true;
      if (name === 'title' && title === '') isInTitle = true;
      if (name !== 'meta') return;
      const key = (attributes['property'] ?? attributes['name'] ?? '').toLowerCase();
      const value = attributes['content'];
      if (value !== undefined && said.size < 200 && !said.has(key)) said.set(key, value.slice(0, 4000));
    },
    ontext(text) {
      if (isInTitle && title.length < 1000) title += text;
    },
    onclosetag(name) {
      if (name === 'title') isInTitle = false;
      if (name === 'head') isOver = true;
    },
  });
  for (let at = 0; at < html.length && !isOver; at += portion) {
    parser.write(html.slice(at, at + portion));
    await setImmediate();
  }
  parser.end();
  const first = (...keys: string[]) => keys.map((key) => said.get(key)).find((value) => value?.trim());
  const page = {
    url,
    title: pageText(first('og:title', 'twitter:title') ?? title, 200),
    description: pageText(first('og:description', 'twitter:description', 'description'), 300),
    siteName: pageText(first('og:site_name', 'application-name') ?? new URL(url).hostname, 100),
    imageUrl: URL.parse(first('og:image:secure_url', 'og:image', 'twitter:image') ?? '', url)?.href,
  };
  const hasImage = first('og:image:secure_url', 'og:image', 'twitter:image') !== undefined;
  if (page.title === '' && page.description === '' && !hasImage) return undefined;
  return { ...page, imageUrl: hasImage ? page.imageUrl : undefined };
}

function decode(bytes: Buffer, told: string | undefined): string {
  const inside = /charset=["']?([\w-]{1,40})/i.exec(bytes.toString('latin1', 0, 2048))?.[1];
  for (const charset of [told, inside, 'utf-8']) {
    try {
      if (charset !== undefined) return new TextDecoder(charset).decode(bytes);
    } catch {
      // A charset that nobody knows: the next may do.
    }
  }
  return '';
}
