import type { Block, Inline, Markdown } from './ast.ts';

function* inlinesOf(blocks: readonly Block[]): Generator<Inline> {
  for (const block of blocks) {
    if (block.type === 'paragraph') yield* withChildren(block.children);
    else if (block.type === 'quote') yield* inlinesOf(block.children);
    else if (block.type === 'table') for (const cell of block.rows.flat()) yield* withChildren(cell);
    else if (block.type === 'list') for (const item of block.items) yield* inlinesOf(item.children);
  }
}

function* withChildren(nodes: readonly Inline[]): Generator<Inline> {
  for (const node of nodes) {
    yield node;
    if ('children' in node) yield* withChildren(node.children);
  }
}

/** Names that are mentioned, lower case, each once, without the @; code mentions nobody. */
export function mentionsIn(markdown: Markdown): string[] {
  const names = new Set<string>();
  for (const node of inlinesOf(markdown)) if (node.type === 'mention') names.add(node.username);
  return [...names];
}

/** Where its links lead, each once, in their order. */
export function linksIn(markdown: Markdown): string[] {
  const urls = new Set<string>();
  for (const node of inlinesOf(markdown)) if (node.type === 'link') urls.add(node.url);
  return [...urls];
}
