import { parseMarkdown } from '@bridges/contracts/markdown';

/** The web addresses of a text, as its readers see them as links; each once. */
export function linksOf(text: string): string[] {
  const found = new Set<string>();
  const look = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(look);
    else if (typeof node === 'object' && node !== null) {
      if ('url' in node && typeof node.url === 'string' && /^https?:\/\//.test(node.url)) found.add(node.url);
      Object.values(node).forEach(look);
    }
  };
  look(parseMarkdown(text));
  return [...found];
}
