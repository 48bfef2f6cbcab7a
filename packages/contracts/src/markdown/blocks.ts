import { maxDepth } from './ast.ts';
import type { Block, ListItem, Markdown } from './ast.ts';
import { parseInlines } from './inlines.ts';
import { alignsOf, cellsOf } from './tables.ts';

const fence = /^ {0,3}(`{3,})[ \t]*([^`]*)$/;
const quoteMark = /^ {0,3}> ?/;
const bullet = /^( {0,3})([-*+])( {1,4}(?=\S)| +$|$)/;
const numbered = /^( {0,3})(\d{1,9})([.)])( {1,4}(?=\S))/;

/**
 * A message's text → what it means. Never fails: what is no formatting is text. Time and memory grow with the
 * length of the text only; nesting ends at `maxDepth`.
 *
 * @example parseMarkdown('**Hi** @bob')
 * // [{type: 'paragraph', children: [{type: 'bold', …}, {type: 'text', text: ' '}, {type: 'mention', …}]}]
 */
export function parseMarkdown(source: string): Markdown {
  return parseBlocks(source.replaceAll(/\r\n?/g, '\n').split('\n'), 0);
}

function parseBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  const paragraph: string[] = [];
  const flush = () => {
    const text = paragraph.splice(0).join('\n').trim();
    if (text !== '') blocks.push({ type: 'paragraph', children: parseInlines(text) });
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const found =
      readFence(lines, at) ??
      readTable(lines, at) ??
      (depth < maxDepth.blocks ? (readQuote(lines, at, depth) ?? readList(lines, at, depth)) : null);
    if (found) {
      flush();
      blocks.push(found.block);
      at = found.next;
      continue;
    }
    if (line.trim() === '') flush();
    else paragraph.push(line);
    at++;
  }
  flush();
  return blocks;
}

interface Found {
  block: Block;
  next: number;
}

/** Code between fences; without a closing fence it goes on to the end. */
function readFence(lines: readonly string[], at: number): Found | null {
  const opened = fence.exec(lines[at] ?? '');
  if (!opened) return null;
  const [, marks = '', info = ''] = opened;
  let end = at + 1;
  while (end < lines.length && !closesFence(lines[end] ?? '', marks.length)) end++;
  const language = /^[\w+#.-]{1,32}$/.exec(info.trim())?.[0].toLowerCase() ?? null;
  // What stands behind the fence and names no language is the first line.
  const first = language === null && info.trim() !== '' ? [info] : [];
  const text = [...first, ...lines.slice(at + 1, end)].join('\n');
  return { block: { type: 'code', language, text }, next: end + 1 };
}

function closesFence(line: string, length: number): boolean {
  const mark = line.trim();
  return mark.length >= length && /^`+$/.test(mark);
}

/** A line with pipes above a line of dashes that has as many columns, and the lines with pipes that follow. */
function readTable(lines: readonly string[], at: number): Found | null {
  const aligns = alignsOf(lines[at + 1] ?? '');
  const head = aligns && cellsOf(lines[at] ?? '');
  if (head?.length !== aligns?.length || !head || !aligns) return null;
  const rows = [head];
  let next = at + 2;
  for (; next < lines.length; next++) {
    const cells = cellsOf(lines[next] ?? '');
    if (!cells) break;
    rows.push(cells);
  }
  return { block: { type: 'table', aligns, rows: rows.map((row) => row.map(parseInlines)) }, next };
}

function readQuote(lines: readonly string[], at: number, depth: number): Found | null {
  const inner: string[] = [];
  let next = at;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    const mark = quoteMark.exec(line);
    if (!mark) break;
    inner.push(line.slice(mark[0].length));
  }
  return next === at ? null : { block: { type: 'quote', children: parseBlocks(inner, depth + 1) }, next };
}

interface Marker {
  kind: string;
  number: number | null;
  width: number;
}

function markerOf(line: string): Marker | null {
  const number = numbered.exec(line);
  if (number) return { kind: number[3] ?? '.', number: Number(number[2]), width: number[0].length };
  const mark = bullet.exec(line);
  return mark && { kind: mark[2] ?? '-', number: null, width: mark[0].length };
}

/** Items one after the other; a line indented by two or more belongs to the item before it. */
function readList(lines: readonly string[], at: number, depth: number): Found | null {
  const first = markerOf(lines[at] ?? '');
  if (!first) return null;
  const items: ListItem[] = [];
  let next = at;
  while (next < lines.length) {
    const marker = markerOf(lines[next] ?? '');
    if (marker?.kind !== first.kind) break;
    const inner = [(lines[next] ?? '').slice(marker.width)];
    next++;
    while (next < lines.length && /^ {2}\s*\S/.test(lines[next] ?? '')) {
      const line = lines[next] ?? '';
      inner.push(line.slice(Math.min(marker.width, line.length - line.trimStart().length)));
      next++;
    }
    items.push({ number: marker.number, children: parseBlocks(inner, depth + 1) });
  }
  return { block: { type: 'list', isOrdered: first.number !== null, items }, next };
}
