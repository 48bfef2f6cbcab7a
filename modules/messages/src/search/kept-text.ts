const letters = 'абвгдежзийклмнопрстуфхцчшщъыьэюя';
/** No folded text holds capitals or control characters. */
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ\u0001\u0002\u0003\u0004\u0005\u0006';

const first = letters.charCodeAt(0);

/** What stands for each code unit up to the last of the letters. */
const written: readonly string[] = Array.from(
  { length: first + letters.length },
  (_, code) => signs[code - first] ?? String.fromCharCode(code),
);
const read: ReadonlyMap<number, string> = new Map(
  [...signs].map((sign, at) => [sign.charCodeAt(0), letters[at] ?? '']),
);

/** The byte that is kept of each unit of a folded text; 0, or none: `writeText` tells. */
export const keptBytes: Uint8Array = Uint8Array.from(written, (text, code) => {
  const [byte = 0, ...others] = Buffer.from(text);
  return code > 0 && others.length === 0 ? byte : 0;
});

/**
 * A folded text as blocks keep it: a sign of one byte for each Russian letter. So it is half as long in the database and
 * on the way, is no work to decode, and is a string of one byte a letter in memory.
 */
export function writeText(folded: string): string {
  let kept = '';
  for (let at = 0; at < folded.length; at++) kept += written[folded.charCodeAt(at)] ?? folded.charAt(at);
  return kept;
}

/** The folded text again. */
export function readText(kept: string): string {
  let folded = '';
  for (let at = 0; at < kept.length; at++) folded += read.get(kept.charCodeAt(at)) ?? kept.charAt(at);
  return folded;
}
