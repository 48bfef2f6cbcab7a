const letter = /[\p{L}\p{N}]/u;

/**
 * The letters and digits of both languages, and what kept texts have for those of one (`kept-text.ts`): nearly all there
 * is, and dearer to ask of a pattern.
 */
const isKnown = (code: number) =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x430 && code <= 0x44f) ||
  (code >= 1 && code <= 6);

const isLowHalf = (code: number) => code >= 0xdc00 && code <= 0xdfff;

/** Whether the code unit at this place belongs to a letter or a digit of a folded or kept text. */
export function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isKnown(code)) return true;
  if (code < 0x80 || Number.isNaN(code)) return false;
  return letter.test(String.fromCodePoint(text.codePointAt(isLowHalf(code) && at > 0 ? at - 1 : at) ?? code));
}

/** The word that holds this place; of what is no word, the one sign. */
export function wordAround(text: string, at: number): { start: number; end: number } {
  let start = at;
  let end = at + 1;
  if (!isInWord(text, at)) return { start: isLowHalf(text.charCodeAt(at)) ? Math.max(0, at - 1) : at, end };
  while (start > 0 && isInWord(text, start - 1)) start--;
  while (isInWord(text, end)) end++;
  return { start, end };
}
