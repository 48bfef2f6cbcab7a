import { linksIn, parseMarkdown } from '@bridges/contracts/markdown';

const maxLength = 2000;

/** The first link of a message's text that a server could ask for, as readers' apps show it as a link. */
export function firstLink(text: string): string | undefined {
  if (!text.includes('://') && !text.includes('www.')) return undefined;
  return linksIn(parseMarkdown(text)).find(isAddress);
}

/** Whether it is an address of the web that may be asked for at all. */
export const isAddress = (url: string): boolean =>
  url.length <= maxLength && /^https?:\/\//i.test(url) && URL.canParse(url);
