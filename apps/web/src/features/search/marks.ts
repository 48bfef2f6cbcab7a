import { parseMarkdown, plainText } from '@bridges/contracts/markdown';
import type { TextRange } from '@bridges/contracts';

/** Something that was found, and whether it was a whole word there. */
export interface Found {
  readonly text: string;
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

const letter = /[\p{L}\p{N}]/u;
const isEdge = (text: string, at: number): boolean =>
  at <= 0 || at >= text.length || !letter.test(text.charAt(at - 1)) || !letter.test(text.charAt(at));

/** What the server marked in a text, each once: to be shown wherever that text is rendered in another form. */
export function foundIn(text: string, ranges: readonly TextRange[]): Found[] {
  const all = new Map<string, Found>();
  for (const { start, end } of ranges) {
    const found = { text: text.slice(start, end), isStart: isEdge(text, start), isEnd: isEdge(text, end) };
    if (found.text.trim() !== '') all.set(found.text, found);
  }
  return [...all.values()];
}

/** Where it stands in another text, in order, without overlaps. */
export function rangesOf(text: string, found: readonly Found[]): TextRange[] {
  const ranges: TextRange[] = [];
  for (const one of found) {
    for (let at = text.indexOf(one.text); at >= 0; at = text.indexOf(one.text, at + one.text.length)) {
      const end = at + one.text.length;
      if ((!one.isStart || isEdge(text, at)) && (!one.isEnd || isEdge(text, end)))
        ranges.push({ start: at, end });
    }
  }
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  return ranges.filter(({ start }, at) => start >= Math.max(0, ...ranges.slice(0, at).map(({ end }) => end)));
}

export interface Snippet {
  text: string;
  ranges: TextRange[];
}

const mostBefore = 28;
/** A longer word, such as a link, is cut. */
const longestWord = 48;
const mostInAll = 180;

/** A line of a message around what was found first, without its formatting. */
export function snippetOf(source: string, highlights: readonly TextRange[]): Snippet {
  const found = foundIn(source, highlights);
  const plain = plainText(parseMarkdown(source)).replaceAll(/\s+/g, ' ').trim();
  const [first] = rangesOf(plain, found);
  const start = first?.start ?? 0;
  let from = Math.max(0, start - mostBefore);
  if (from > 0) {
    // At the beginning of a word: of the next, else of the one that holds what was found.
    const next = plain.indexOf(' ', from) + 1;
    const own = plain.lastIndexOf(' ', from) + 1;
    if (next > 0 && next <= start) from = next;
    else if (start - own <= longestWord) from = own;
  }
  const to = Math.min(plain.length, from + mostInAll);
  const text = `${from > 0 ? '…' : ''}${plain.slice(from, to)}${to < plain.length ? '…' : ''}`;
  return { text, ranges: rangesOf(text, found) };
}
