/** A part of a word that is found in it although the word was mistyped. */
export interface Piece {
  text: string;
  /** At the beginning of the word. */
  isStart: boolean;
}

/**
 * One of these parts is whole in a word that differs from the variant by no more edits than it may have: cut a word
 * into one part more than there are edits, and an edit can't touch them all. Two letters swapped over a cut are tried
 * as a word of their own. The ending is left out, since it may be of another form.
 */
export function fuzzyPieces(text: string, stem: string, edits: number): Piece[] {
  if (edits === 0) return [];
  const root = stem.length >= 5 * edits ? stem : text;
  const count = edits + 1;
  const cuts = Array.from({ length: count + 1 }, (_, at) => Math.floor((at * root.length) / count));
  const pieces = cuts.slice(0, -1).map((cut, at): Piece => ({
    text: root.slice(cut, cuts[at + 1]),
    isStart: cut === 0,
  }));
  const swapped = cuts.slice(1, -1).map((cut): Piece => ({
    text: `${root.slice(0, cut - 1)}${root[cut] ?? ''}${root[cut - 1] ?? ''}${root.slice(cut + 1)}`,
    isStart: true,
  }));
  // What is shorter than three letters is no use inside of a word: it would pass everything.
  return [...pieces.filter((piece) => piece.isStart || piece.text.length >= 3), ...swapped];
}
