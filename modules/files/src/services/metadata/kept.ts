/** A picture in more parts than this is made anew instead: nobody's camera writes one. */
const partsMost = 20_000;

export const isInTooManyParts = (kept: readonly Uint8Array[]): boolean => kept.length > partsMost;

/**
 * Keeps a part of a file behind the others. One that follows the last in the file becomes one with it, so that
 * millions of small parts beside each other are one part, not millions of objects.
 */
export function keep(kept: Uint8Array[], part: Uint8Array): void {
  const last = kept.at(-1);
  const isNext =
    last !== undefined &&
    last.buffer === part.buffer &&
    last.byteOffset + last.byteLength === part.byteOffset;
  if (isNext) kept[kept.length - 1] = new Uint8Array(last.buffer, last.byteOffset, last.length + part.length);
  else kept.push(part);
}
