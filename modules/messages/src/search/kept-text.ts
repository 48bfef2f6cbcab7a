const letters = 'абвгдежзийклмнопрстуфхцчшщъыьэюя';
/** No folded text holds capitals or control characters. */
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ\u0001\u0002\u0003\u0004\u0005\u0006';

const first = letters.charCodeAt(0);
const places: ReadonlyMap<number, string> = new Map(
  [...signs].map((sign, at) => [sign.charCodeAt(0), letters[at] ?? '']),
);

/**
 * A folded text as blocks keep it: a sign of one byte for each Russian letter. So it is half as long in the database and
 * on the way, is no work to decode, and is a string of one byte a letter in memory.
 */
export function writeText(folded: string): string {
  let written = '';
  for (let at = 0; at < folded.length; at++)
    written += signs[folded.charCodeAt(at) - first] ?? folded[at] ?? '';
  return written;
}

/** The folded text again. */
export function readText(written: string): string {
  let folded = '';
  for (let at = 0; at < written.length; at++)
    folded += places.get(written.charCodeAt(at)) ?? written[at] ?? '';
  return folded;
}
