import type { TableAlign } from './ast.ts';

/** Nobody reads more in a chat. What a row holds beyond them is its last cell's text. */
const maxColumns = 32;

/**
 * The cells of a line; the pipes at its ends are no cells. A `\|` is a pipe of the text. Null: it has no pipe and is
 * no line of a table.
 */
export function cellsOf(line: string): string[] | null {
  const bare = line.trim();
  if (!bare.includes('|')) return null;
  const cells: string[] = [];
  let from = bare.startsWith('|') ? 1 : 0;
  for (let at = from; at < bare.length; at++) {
    const letter = bare.charAt(at);
    if (letter === '\\') at++;
    else if (letter === '|' && cells.length < maxColumns - 1) {
      cells.push(cellText(bare.slice(from, at)));
      from = at + 1;
    }
  }
  if (from < bare.length) cells.push(cellText(bare.slice(from)));
  return cells;
}

const cellText = (source: string): string => source.trim().replaceAll('\\|', '|');

/** What the second line of a table says of its columns; null: it is no such line. */
export function alignsOf(line: string): TableAlign[] | null {
  // The other letters first: a long line of something else is looked at once.
  if (!line.includes('-') || !/^[|:\- \t]+$/.test(line)) return null;
  const cells = cellsOf(line);
  if (!cells?.every((cell) => /^:?-+:?$/.test(cell))) return null;
  return cells.map((cell) => {
    const [isLeft, isRight] = [cell.startsWith(':'), cell.endsWith(':')];
    return isRight ? (isLeft ? 'center' : 'right') : isLeft ? 'left' : null;
  });
}
