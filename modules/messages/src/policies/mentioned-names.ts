import { mentionsIn, parseMarkdown } from '@bridges/contracts/markdown';

const everyone = new Set(['all', 'все', 'everyone']);

/** Whom a text means by its mentions; names in code mean nobody. */
export function mentionedNames(text: string): { names: string[]; isEveryone: boolean } {
  if (!text.includes('@')) return { names: [], isEveryone: false };
  const written = mentionsIn(parseMarkdown(text));
  return {
    names: written.filter((name) => !everyone.has(name)),
    isEveryone: written.some((name) => everyone.has(name)),
  };
}
