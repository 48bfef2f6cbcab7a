/** Which of the eight name colours an id gets: the same everywhere, for ever. */
export function colourIndex(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return ((hash >>> 0) ^ (hash >>> 16)) & 7;
}
