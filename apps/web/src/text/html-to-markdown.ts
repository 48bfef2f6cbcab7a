import { safeUrl } from '@bridges/contracts/markdown';

const inline: Readonly<Record<string, string>> = {
  B: '**',
  STRONG: '**',
  I: '*',
  EM: '*',
  S: '~~',
  STRIKE: '~~',
  DEL: '~~',
  CODE: '`',
  KBD: '`',
};
const blocks = new Set([
  'P',
  'DIV',
  'SECTION',
  'ARTICLE',
  'TR',
  'TABLE',
  'DL',
  'FIGURE',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
]);
const silent = new Set(['SCRIPT', 'STYLE', 'TITLE', 'META', 'TEMPLATE', 'NOSCRIPT', 'HEAD']);
const deepest = 60;

/** Rich text from the clipboard as markdown. The document is inert: nothing in it runs or loads. */
export function htmlToMarkdown(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return childrenOf(body, 0)
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether it holds anything that plain text would lose. */
export const hasFormat = (html: string): boolean =>
  /<(?:b|strong|i|em|s|strike|del|code|pre|blockquote|ul|ol|table|h[1-6]|a\s[^>]*href)\b/i.test(html);

function childrenOf(node: Node, depth: number): string {
  if (depth > deepest) return node.textContent ?? '';
  return [...node.childNodes].map((child) => markdownOf(child, depth + 1)).join('');
}

function markdownOf(node: Node, depth: number): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ');
  if (!(node instanceof HTMLElement) || silent.has(node.tagName)) return '';
  const { tagName } = node;
  if (tagName === 'BR') return '\n';
  if (tagName === 'HR') return '\n---\n';
  if (tagName === 'PRE') return `\n\`\`\`\n${(node.textContent ?? '').replace(/\n$/, '')}\n\`\`\`\n`;
  const content = childrenOf(node, depth);
  if (tagName === 'A') return linkOf(node, content);
  if (tagName === 'UL' || tagName === 'OL') return `\n${listOf(node, depth)}\n`;
  if (tagName === 'BLOCKQUOTE') return `\n${content.trim().replace(/^/gm, '> ')}\n`;
  if (node instanceof HTMLTableElement && node.rows.length > 1) return `\n\n${tableOf(node, depth)}\n\n`;
  if (/^H[1-6]$/.test(tagName)) return `\n${around(content, '**')}\n`;
  if (tagName === 'TD' || tagName === 'TH') return `${content.trim()} `;
  const marker = inline[tagName];
  // Some editors wrap everything into a <b> that is not bold.
  if (marker && node.style.fontWeight !== 'normal') return around(content, marker);
  return blocks.has(tagName) ? `\n${content}\n` : content;
}

function around(content: string, marker: string): string {
  const core = content.trim();
  if (core === '' || core.includes('\n')) return content;
  return content.replace(core, () => marker + core + marker);
}

function linkOf(node: HTMLElement, content: string): string {
  const href = safeUrl(node.getAttribute('href') ?? '');
  const words = content.trim();
  if (!href || href.startsWith('mailto:')) return content;
  return words === '' || words === href || words === node.getAttribute('href') ? href : `[${words}](${href})`;
}

function listOf(list: HTMLElement, depth: number): string {
  return [...list.children]
    .map((item, at) => {
      const sign = list.tagName === 'OL' ? `${at + 1}.` : '-';
      return `${sign} ${childrenOf(item, depth).trim().replaceAll('\n', '\n  ')}`;
    })
    .join('\n');
}

/** Its first line is the head; what a cell holds becomes one line. */
function tableOf(table: HTMLTableElement, depth: number): string {
  const [head = '', ...rows] = [...table.rows].map((row) => {
    const cells = [...row.cells].map((one) =>
      childrenOf(one, depth).trim().replace(/\s+/g, ' ').replaceAll('|', '\\|'),
    );
    return `| ${cells.join(' | ')} |`;
  });
  const dashes = `|${' --- |'.repeat(table.rows[0]?.cells.length ?? 0)}`;
  return [head, dashes, ...rows].join('\n');
}
