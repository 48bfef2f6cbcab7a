export { maxDepth } from './ast.ts';
export type { Block, Inline, ListItem, Markdown } from './ast.ts';
export { parseMarkdown } from './blocks.ts';
export { safeUrl } from './links.ts';
export { plainText } from './plain-text.ts';
export { linksIn, mentionsIn } from './walk.ts';
