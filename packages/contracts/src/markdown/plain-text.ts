import type { Block, Inline, Markdown } from './ast.ts';

/** How a spoiler reads where nobody can choose to see it. */
const hidden = '▒▒▒▒';

/**
 * What it says without any formatting, for previews, notifications and search; lines end with `\n`. Spoilers
 * stay hidden unless asked for.
 */
export function plainText(markdown: Markdown, { showsSpoilers = false } = {}): string {
  return markdown.map((block) => blockText(block, showsSpoilers)).join('\n');
}

function blockText(block: Block, shows: boolean): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.children, shows);
    case 'code':
      return block.text;
    case 'quote':
      return plainText(block.children, { showsSpoilers: shows });
    case 'table':
      return block.rows.map((row) => row.map((cell) => inlineText(cell, shows)).join(' | ')).join('\n');
    case 'list':
      return block.items
        .map(({ number, children }) => {
          const text = plainText(children, { showsSpoilers: shows });
          return `${number === null ? '•' : `${number}.`} ${text}`;
        })
        .join('\n');
  }
}

function inlineText(nodes: readonly Inline[], shows: boolean): string {
  return nodes.map((node) => textOf(node, shows)).join('');
}

function textOf(node: Inline, shows: boolean): string {
  if (node.type === 'break') return '\n';
  if ('text' in node) return node.text;
  return node.type === 'spoiler' && !shows ? hidden : inlineText(node.children, shows);
}
