/** A text field's content and selection. */
export interface Edited {
  text: string;
  start: number;
  end: number;
}

/** Puts markers around the selection, or takes them away again. Spaces at its edges stay outside. */
export function toggleMarker({ text, start, end }: Edited, marker: string): Edited {
  const size = marker.length;
  const isWrapped =
    text.slice(start - size, start) === marker && text.slice(end, end + size) === marker && start >= size;
  if (isWrapped) {
    const bare = text.slice(0, start - size) + text.slice(start, end) + text.slice(end + size);
    return { text: bare, start: start - size, end: end - size };
  }
  const chosen = text.slice(start, end);
  const from = start + (chosen.length - chosen.trimStart().length);
  const to = Math.max(from, end - (chosen.length - chosen.trimEnd().length));
  const marked = text.slice(0, from) + marker + text.slice(from, to) + marker + text.slice(to);
  return { text: marked, start: from + size, end: to + size };
}

/** One line of code inline, several as a block. */
export function toggleCode(edited: Edited): Edited {
  const { text, start, end } = edited;
  if (!text.slice(start, end).includes('\n')) return toggleMarker(edited, '`');
  const before = start > 0 && text[start - 1] !== '\n' ? '\n```\n' : '```\n';
  const after = end < text.length && text[end] !== '\n' ? '\n```\n' : '\n```';
  const from = start + before.length;
  return {
    text: text.slice(0, start) + before + text.slice(start, end) + after + text.slice(end),
    start: from,
    end: from + end - start,
  };
}

/** The selection becomes a link's words; its address is selected, to be typed or pasted over. */
export function makeLink({ text, start, end }: Edited): Edited {
  const address = 'https://';
  const words = text.slice(start, end);
  const at = start + words.length + 3;
  return {
    text: `${text.slice(0, start)}[${words}](${address})${text.slice(end)}`,
    start: at,
    end: at + address.length,
  };
}

/** Puts `> ` before each selected line, or takes it away from all. */
export function toggleQuote({ text, start, end }: Edited): Edited {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const found = text.indexOf('\n', end);
  const to = found < 0 ? text.length : found;
  const lines = text.slice(from, to).split('\n');
  const isQuoted = lines.every((line) => line.startsWith('> '));
  const made = lines.map((line) => (isQuoted ? line.slice(2) : `> ${line}`)).join('\n');
  return { text: text.slice(0, from) + made + text.slice(to), start: from, end: from + made.length };
}
