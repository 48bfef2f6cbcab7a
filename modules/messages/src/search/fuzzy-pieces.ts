/** A part of a word that is found in it although the word was mistyped. */
export interface Piece {
  text: string;
  /** At the beginning of the word. */
  isStart: boolean;
  /** At its end. */
  isEnd: boolean;
}

/** What is left of a word that was mistyped in one way: all of these in a row, little between them. */
export interface Trace {
  pieces: readonly Piece[];
  /** Letters between two pieces, at most. */
  gap: number;
}

/** Places at which one edit is told from another; more of them would make a long condition of a long word. */
const mostPlaces = 7;

/**
 * One of these is in every word that differs from the variant by no more edits than it may have. The ending is left
 * out, since it may be of another form.
 */
export function fuzzyTraces(text: string, stem: string, edits: number): Trace[] {
  if (edits === 0) return [];
  // What a stem ends with instead (history: histori) no form need have.
  const start = commonStart(text, stem);
  const root = start.length >= 5 * edits ? start : text;
  return edits === 1 ? oneEdit(text, root, stem.length < 5 && text.length < 6) : moreEdits(root, edits + 1);
}

function commonStart(a: string, b: string): string {
  let end = 0;
  while (end < a.length && a[end] === b[end]) end++;
  return a.slice(0, end);
}

const traceOf = (gap: number, ...pieces: Piece[]): Trace => ({
  gap,
  pieces: pieces.filter((piece) => piece.text !== ''),
});

const swappedAt = (root: string, at: number) =>
  `${root.slice(0, at - 1)}${root[at] ?? ''}${root[at - 1] ?? ''}${root.slice(at + 1)}`;

/**
 * For each place where the edit may be, what stands before it and what comes after. Two letters swapped between two
 * places are tried as a word of their own.
 *
 * @param isEnd a short word is near only as a whole, so that its end counts
 */
function oneEdit(text: string, root: string, isEnd: boolean): Trace[] {
  const step = Math.ceil(root.length / mostPlaces);
  const traces: Trace[] = [];
  // In short words the first letter is believed.
  for (let at = text.length < 6 ? 1 : 0; at < root.length; at += step) {
    const next = at + step;
    const before = { text: root.slice(0, at), isStart: true, isEnd: false };
    traces.push(traceOf(step + 1, before, { text: root.slice(next), isStart: false, isEnd }));
    if (next < root.length) traces.push(traceOf(0, { text: swappedAt(root, next), isStart: true, isEnd }));
  }
  return traces;
}

/** Cut a word into one part more than there are edits, and they can't touch them all. */
function moreEdits(root: string, count: number): Trace[] {
  const cuts = Array.from({ length: count + 1 }, (_, at) => Math.floor((at * root.length) / count));
  const parts = cuts.slice(0, -1).map((cut, at) => ({ cut, part: root.slice(cut, cuts[at + 1]) }));
  return [
    ...parts.map(({ cut, part }) => traceOf(0, { text: part, isStart: cut === 0, isEnd: false })),
    ...cuts
      .slice(1, -1)
      .map((cut) => traceOf(0, { text: swappedAt(root, cut), isStart: true, isEnd: false })),
  ];
}
